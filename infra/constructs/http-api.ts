import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledged.ts';
import type { Stage } from '../stages.ts';
import { type Logging, logGroup } from './log-group.ts';

export interface ClaimsApiProps {
  readonly prefix: string;
  readonly target: IFunction;
  readonly throttle: Stage['apiThrottle'];
  readonly logging: Logging;
}

/** A path may hold an id that a practice gave and a query a person's: neither is written down. */
const accessLog = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  integrationStatus: '$context.integrationStatus',
  integrationRequestId: '$context.integration.requestId',
  errorType: '$context.error.responseType',
  sourceIp: '$context.identity.sourceIp',
};

/** The HTTP API: every request goes to one function, which knows its routes and asks who calls. */
export class ClaimsApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, props: ClaimsApiProps) {
    super(scope, id);
    const { prefix, target, throttle, logging } = props;
    this.api = new HttpApi(this, 'Api', {
      apiName: prefix,
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration('Function', target),
    });
    acknowledge(this.api, 'api');
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.requestsPerSecond, burstLimit: throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup(this, `/aws/vendedlogs/apis/${prefix}`, logging)),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
  }
}
