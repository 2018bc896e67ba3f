// List prices of AWS in US East (N. Virginia), first tier, without what is free for small accounts and without discounts.
// They change: look them up again, and change `read`, before you rely on them.

const pricing = (page: string): string => `https://aws.amazon.com/${page}/pricing/`;
/** Where AWS's own page could only be had without its figures, somebody's copy of them with their date. */
const dynamodb = 'https://airbyte.com/data-engineering-resources/dynamodb-pricing (July 2025)';
/** The production table's class: a unit costs a quarter more than of Standard ($0.625, $0.125), a byte kept 60 % less ($0.25). */
const infrequentAccess = `${dynamodb}; https://cloudfix.aurea.com/blog/reduce-costs-dynamodb-infrequent-access-class/`;
export const pricedTableClass = 'STANDARD_INFREQUENT_ACCESS';
const eventBridge = 'https://cloudburn.io/blog/amazon-eventbridge-pricing (March 2026)';
const cloudWatch = 'https://cloudburn.io/blog/amazon-cloudwatch-pricing (February 2026)';
const kms = 'https://cloudburn.io/blog/aws-kms-pricing (March 2026)';
const lambda = 'https://cloudchipr.com/blog/aws-lambda-pricing (2024)';
const s3 = 'https://devnotes.tech/understanding-aws-s3-pricing-a-complete-cost-breakdown-with-examples';
const cognito =
  'https://www.rhythmictech.com/blog/the-aws-cognito-m2m-bill-has-come-due-what-you-need-to-know/ (May 2025); https://cur.vantage-api.com/aws/amazoncognito/user-pools-m2m/cupm2mtokenrequestsfull (April 2025)';
const commonKnowledge = 'common knowledge as of 2026, not looked up';

/** On which day the sources were read. */
export const pricesRead = '2026-11-25';

export interface Price {
  readonly service: ServiceName;
  /** What one of it is, for a reader. */
  readonly unit: string;
  readonly dollars: number;
  readonly per: number;
  readonly source: string;
}

export type ServiceName =
  | 'Step Functions'
  | 'Lambda'
  | 'DynamoDB'
  | 'S3'
  | 'CloudWatch, X-Ray'
  | 'SQS, EventBridge'
  | 'KMS, Secrets Manager'
  | 'API Gateway'
  | 'Cognito';

const million = 1e6;
const gigabyte = 2 ** 30;

/** What AWS bills, by the name under which the meter counts it. */
export const priceList = {
  stateTransitions: price('Step Functions', 'state transition', 25, million, pricing('step-functions')),
  calls: price('Lambda', 'call', 0.2, million, lambda),
  // arm64
  gigabyteSeconds: price('Lambda', 'GB-second', 0.0000133334, 1, lambda),
  writeUnits: price('DynamoDB', 'write request unit', 0.78125, million, infrequentAccess),
  readUnits: price('DynamoDB', 'read request unit', 0.15625, million, infrequentAccess),
  tableByteMonths: price('DynamoDB', 'byte kept for a month', 0.1, gigabyte, infrequentAccess),
  backupByteMonths: price('DynamoDB', 'byte kept for a month, its backup', 0.2, gigabyte, commonKnowledge),
  objectPuts: price('S3', 'PUT, LIST', 5, million, s3),
  objectGets: price('S3', 'GET', 0.4, million, s3),
  objectByteMonths: price('S3', 'byte kept for a month', 0.023, gigabyte, s3),
  queueRequests: price('SQS, EventBridge', 'SQS request', 0.4, million, commonKnowledge),
  events: price('SQS, EventBridge', 'event', 1, million, eventBridge),
  archivedEventBytes: price('SQS, EventBridge', 'byte of an event archived', 0.1, gigabyte, eventBridge),
  scheduledCalls: price('SQS, EventBridge', 'call by a schedule', 1, million, eventBridge),
  logBytes: price('CloudWatch, X-Ray', 'byte logged', 0.5, gigabyte, cloudWatch),
  logByteMonths: price('CloudWatch, X-Ray', 'byte of a log kept for a month', 0.03, gigabyte, cloudWatch),
  traces: price('CloudWatch, X-Ray', 'trace', 5, million, pricing('xray')),
  metrics: price('CloudWatch, X-Ray', 'metric of our own, a month', 0.3, 1, cloudWatch),
  alarms: price('CloudWatch, X-Ray', 'alarm, a month', 0.1, 1, cloudWatch),
  dashboards: price('CloudWatch, X-Ray', 'dashboard, a month', 3, 1, cloudWatch),
  keyRequests: price('KMS, Secrets Manager', 'KMS request', 3, million, kms),
  keys: price('KMS, Secrets Manager', 'key, a month', 1, 1, kms),
  secretReads: price('KMS, Secrets Manager', 'secret read', 5, million, commonKnowledge),
  secrets: price('KMS, Secrets Manager', 'secret, a month', 0.4, 1, commonKnowledge),
  apiRequests: price('API Gateway', 'request of the HTTP API', 1, million, commonKnowledge),
  programs: price('Cognito', 'program that gets tokens, a month', 6, 1, cognito),
  tokens: price('Cognito', 'token for a program', 2.25, 1000, cognito),
} as const satisfies Readonly<Record<string, Price>>;

export type Unit = keyof typeof priceList;
export const units = Object.keys(priceList) as readonly Unit[];

function price(service: ServiceName, unit: string, dollars: number, per: number, source: string): Price {
  return { service, unit, dollars, per, source };
}

/** How much of each unit. */
export type Usage = { readonly [U in Unit]?: number };

export const dollarsFor = (unit: Unit, amount: number): number =>
  (amount * priceList[unit].dollars) / priceList[unit].per;

export const dollarsOf = (usage: Usage): number =>
  units.reduce((sum, unit) => sum + dollarsFor(unit, usage[unit] ?? 0), 0);
