import type { Stage } from '../../infra/stages.ts';
import type { FunctionName } from '../../infra/wiring.ts';
import { times, together } from './meter.ts';
import { pricedTableClass, type Usage } from './price-list.ts';

/** A resource as it stands in a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: { readonly [name: string]: unknown };
}

const hoursAMonth = 730;
const fiveMinutesAMonth = hoursAMonth * 12;
/** A rotated key is a dollar more, for the first two rotations. */
const versionsOfAKey = 3;
/** Lambda asks a queue with five calls of 20 seconds at a time, whether or not there is a message. */
const receivesAMonth = (5 * 3_600 * hoursAMonth) / 20;
/** What API Gateway says of each route when it is told to. */
const metricsOfARoute = 6;

type Resources = readonly TemplateResource[];

/** What there is costs a month, by its type. A type that is not here has no price known to us, and is refused. */
const monthly: Readonly<Record<string, (resource: TemplateResource, all: Resources) => Usage>> = {
  'KMS::Key': () => ({ keys: versionsOfAKey }),
  'SecretsManager::Secret': () => ({ secrets: 1 }),
  'CloudWatch::Alarm': () => ({ alarms: 1 }),
  'CloudWatch::Dashboard': () => ({ dashboards: 1 }),
  'DynamoDB::Table': ({ Properties = {} }) => {
    if (Properties['TableClass'] === pricedTableClass) return {};
    throw new Error('bench/cost/price-list.ts has prices for another class of table');
  },
  // Its role asks for the table's key again after five minutes.
  'Lambda::Function': () => ({ keyRequests: fiveMinutesAMonth }),
  'Lambda::EventSourceMapping': ({ Properties = {} }) =>
    // Reading a table's stream is free for Lambda.
    'StartingPosition' in Properties ? {} : { queueRequests: receivesAMonth },
  // A token holds for an hour, so that a program that is never silent needs one an hour.
  'Cognito::UserPoolClient': ({ Properties = {} }) =>
    JSON.stringify(Properties['AllowedOAuthFlows'] ?? []).includes('client_credentials')
      ? { programs: 1, tokens: hoursAMonth }
      : {},
  'ApiGatewayV2::Stage': ({ Properties = {} }, all) => {
    const settings = Properties['DefaultRouteSettings'] as { DetailedMetricsEnabled?: boolean } | undefined;
    const routes = all.filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route').length;
    return settings?.DetailedMetricsEnabled ? { metrics: routes * metricsOfARoute } : {};
  },
};

/** Costs by use, which is counted elsewhere, or nothing. */
const withoutMonthlyPrice = new Set([
  ...['ApiGatewayV2::Api', 'ApiGatewayV2::Authorizer', 'ApiGatewayV2::Integration', 'ApiGatewayV2::Route'],
  // A person who signs in costs two cents in that month.
  ...['Cognito::UserPool', 'Cognito::UserPoolDomain', 'Cognito::UserPoolGroup', 'Cognito::UserPoolResourceServer'],
  ...['Events::Archive', 'Events::EventBus', 'Events::Rule', 'IAM::ManagedPolicy', 'IAM::Role'],
  ...['KMS::Alias', 'Lambda::Permission', 'Logs::LogGroup', 'S3::Bucket', 'S3::BucketPolicy', 'SNS::Topic'],
  ...['SNS::Subscription', 'SNS::TopicPolicy', 'SQS::Queue', 'SQS::QueuePolicy', 'Scheduler::Schedule'],
  'StepFunctions::StateMachine',
]);

/** The names of the metrics that functions count themselves, where alarms and dashboards name them. */
function ownMetrics(resources: Resources): ReadonlySet<string> {
  const naming = resources.filter(({ Type }) => /^AWS::CloudWatch::(Alarm|Dashboard)$/.test(Type));
  const text = JSON.stringify(naming).replaceAll('\\', '');
  const found = text.matchAll(/"Claimwright","(\w+)"|"MetricName":"(\w+)","Namespace":"Claimwright"/g);
  return new Set([...found].map(([, onDashboard, ofAlarm]) => onDashboard ?? ofAlarm ?? ''));
}

/** What a stage uses in a month in which nothing happens: what is there, and schedules that find nothing to do. */
export function stackUsage(
  stage: Stage,
  resources: Resources,
  idle: ReadonlyMap<FunctionName, Usage>,
): ReadonlyMap<string, Usage> {
  const standing = resources.map((resource) => {
    const type = resource.Type.replace(/^AWS::/, '');
    const usage = monthly[type]?.(resource, resources);
    if (usage !== undefined || withoutMonthlyPrice.has(type)) return usage ?? {};
    throw new Error(`what does a ${resource.Type} cost? say so in bench/cost/stack-usage.ts`);
  });
  const runs = [...idle].flatMap(([name, usage]): Usage[] => {
    const everyMinutes = stage.everyMinutes[name as keyof Stage['everyMinutes']];
    if (everyMinutes === undefined) return [];
    return [times({ ...usage, scheduledCalls: 1 }, (hoursAMonth * 60) / everyMinutes)];
  });
  return new Map([
    ['what is there', together(...standing, { metrics: ownMetrics(resources).size })],
    ['schedules that find nothing to do', together(...runs)],
  ]);
}
