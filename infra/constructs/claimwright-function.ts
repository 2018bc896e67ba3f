import { Duration } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as Lambda, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledged.ts';
import type { Wired } from '../wiring.ts';
import { type Logging, logGroup } from './log-group.ts';

export interface ClaimwrightFunctionProps {
  /** `claimwright-<stage>`. */
  readonly prefix: string;
  readonly wired: Pick<Wired, 'memoryMegabytes' | 'timeoutSeconds'>;
  readonly code: Code;
  readonly environment: { readonly [name: string]: string };
  /** All that it may do, besides writing its log and its traces. */
  readonly statements: readonly PolicyStatement[];
  /** Where an asynchronous call goes that failed again and again. */
  readonly deadLetters?: IQueue;
  readonly logging: Logging;
}

/** One function: its code, its own role with what it may do and no more, and its log. */
export class ClaimwrightFunction extends Construct {
  readonly lambda: Lambda;

  constructor(scope: Construct, id: string, props: ClaimwrightFunctionProps) {
    super(scope, id);
    const { prefix, wired, code, environment, statements, deadLetters, logging } = props;
    const functionName = `${prefix}-${id}`;
    const logs = logGroup(this, `/aws/lambda/${functionName}`, logging);
    const role = serviceRole(this, 'lambda.amazonaws.com', [
      new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logs.logGroupArn] }),
      ...statements,
      ...(deadLetters === undefined ? [] : sendingTo(deadLetters)),
      tracing(),
    ]);
    this.lambda = new Lambda(this, 'Function', {
      functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code,
      memorySize: wired.memoryMegabytes,
      timeout: Duration.seconds(wired.timeoutSeconds),
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps' },
      role: role.withoutPolicyUpdates(),
      logGroup: logs,
      tracing: Tracing.ACTIVE,
      ...(deadLetters === undefined ? {} : { deadLetterQueue: deadLetters }),
    });
    acknowledge(this, 'function');
    if (deadLetters === undefined) acknowledge(this, 'functionCalledAndWaitedFor');
  }
}

/** A role that a service takes on, with one policy of these statements. Constructs of the CDK add nothing to it. */
export function serviceRole(scope: Construct, service: string, statements: readonly PolicyStatement[]): Role {
  const policy = new ManagedPolicy(scope, 'Policy', { statements: [...statements] });
  // Of the role, and not the other way round: whatever has the role then waits for what it may do.
  return new Role(scope, 'Role', { assumedBy: new ServicePrincipal(service), managedPolicies: [policy] });
}

/** X-Ray names no resources. */
export const tracing = (): PolicyStatement =>
  new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] });

export function sendingTo(queue: IQueue): PolicyStatement[] {
  const key = queue.encryptionMasterKey;
  return [
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
    ...(key === undefined
      ? []
      : [new PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] })]),
  ];
}

export const invoking = (functionArns: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [...functionArns] });
