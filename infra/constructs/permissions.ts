import { Aws, Stack } from 'aws-cdk-lib';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import {
  arrivalPrefixes,
  type BucketName,
  bucketOf,
  type ItemWrite,
  isPutInParts,
  type MachineName,
  type Prefix,
  type QueueName,
  type Touches,
} from '../wiring.ts';
import type { WorkQueue } from './work-queue.ts';

/** All that a function may be let at. */
export interface Resources {
  readonly key: IKey;
  readonly table: Table;
  readonly buckets: Readonly<Record<BucketName, Bucket>>;
  readonly queues: Readonly<Record<QueueName, WorkQueue>>;
  readonly bus: EventBus;
  readonly userPool: UserPool;
  /** The secret that ids are made under; the sandbox has none. */
  readonly idsSecret?: Secret;
}

const allow = (actions: string[], resources: string[]): PolicyStatement => new PolicyStatement({ actions, resources });

/** ARNs by name: machines name functions, which name machines. */
export function machineArn(scope: Construct, stage: string, machine: MachineName): string {
  return `arn:aws:states:${Aws.REGION}:${Stack.of(scope).account}:stateMachine:claimwright-${stage}-${machine}`;
}
export function functionArn(scope: Construct, stage: string, name: string): string {
  return `arn:aws:lambda:${Aws.REGION}:${Stack.of(scope).account}:function:claimwright-${stage}-${name}`;
}

const itemActions = {
  put: 'dynamodb:PutItem',
  delete: 'dynamodb:DeleteItem',
  check: 'dynamodb:ConditionCheckItem',
} as const satisfies Record<ItemWrite, string>;

/** Nobody takes anything out of the record of who saw what; who answers callers adds to it. */
const keepingTheAuditRecord = (table: Table, adds: boolean): PolicyStatement =>
  new PolicyStatement({
    effect: Effect.DENY,
    actions: adds ? ['dynamodb:DeleteItem'] : ['dynamodb:DeleteItem', 'dynamodb:PutItem'],
    resources: [table.tableArn],
    conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['AUDIT#*'] } },
  });

function objectActions(prefix: Prefix, may: 'get' | 'put'): string[] {
  // A part of an upload that failed is taken back.
  const abort = isPutInParts(prefix) ? ['s3:AbortMultipartUpload'] : [];
  if (may === 'put') return ['s3:GetObject', 's3:PutObject', ...abort];
  // An arrival is read in the version that was announced: its sender may have overwritten it since.
  const arrives = arrivalPrefixes.some((arriving) => arriving === prefix);
  return arrives ? ['s3:GetObject', 's3:GetObjectVersion'] : ['s3:GetObject'];
}

/** What IAM must allow for what a function touches: named actions on named resources, and nothing else. */
export function statementsFor(
  scope: Construct,
  stage: string,
  touches: Touches,
  { key, table, buckets, queues, bus, idsSecret }: Resources,
): PolicyStatement[] {
  const { items, indexes = [], objects = {}, lists = [], sends = [] } = touches;
  const { starts = [], answers = [], publishes, calls = [] } = touches;
  const statements: PolicyStatement[] = [];
  const keyActions = new Set<string>();

  if (items !== undefined) {
    const writes = items === 'read' ? [] : items.map((write) => itemActions[write]);
    statements.push(allow(['dynamodb:GetItem', 'dynamodb:Query', ...writes], [table.tableArn]));
    if (writes.length > 0) statements.push(keepingTheAuditRecord(table, touches.callers === true));
    keyActions.add('kms:Decrypt');
  }
  if (indexes.length > 0) {
    statements.push(
      allow(
        ['dynamodb:Query'],
        indexes.map((index) => `${table.tableArn}/index/${index}`),
      ),
    );
  }

  for (const [prefix, may] of Object.entries(objects) as [Prefix, 'get' | 'put'][]) {
    statements.push(allow(objectActions(prefix, may), [buckets[bucketOf(prefix)].arnForObjects(`${prefix}*`)]));
    keyActions.add('kms:Decrypt');
    if (may === 'put') keyActions.add('kms:GenerateDataKey');
  }
  const listed = [...new Set(lists.map(bucketOf))].map((name) => buckets[name].bucketArn);
  if (listed.length > 0) statements.push(allow(['s3:ListBucket'], listed));

  if (sends.length > 0) {
    statements.push(
      allow(
        ['sqs:SendMessage'],
        sends.map((name) => queues[name].queue.queueArn),
      ),
    );
    keyActions.add('kms:Decrypt').add('kms:GenerateDataKey');
  }
  if (starts.length > 0) {
    statements.push(
      allow(
        ['states:StartExecution'],
        starts.map((machine) => machineArn(scope, stage, machine)),
      ),
    );
  }
  if (answers.length > 0) {
    statements.push(
      allow(
        ['states:SendTaskSuccess'],
        answers.map((machine) => machineArn(scope, stage, machine)),
      ),
    );
  }
  if (publishes) statements.push(allow(['events:PutEvents'], [bus.eventBusArn]));
  if (calls.length > 0) {
    statements.push(
      allow(
        ['lambda:InvokeFunction'],
        calls.map((name) => functionArn(scope, stage, name)),
      ),
    );
  }
  if (idsSecret !== undefined) {
    statements.push(allow(['secretsmanager:GetSecretValue'], [idsSecret.secretArn]));
    keyActions.add('kms:Decrypt');
  }
  if (keyActions.size > 0) statements.push(allow([...keyActions], [key.keyArn]));
  return statements;
}
