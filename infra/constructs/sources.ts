import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledged.ts';
import type { Trigger } from '../wiring.ts';

type QueueTrigger = Trigger & { readonly is: 'queue' };
type StreamTrigger = Trigger & { readonly is: 'stream' };

/** A queue's messages call a function; those that it names as failed come again. */
export function callFromQueue(scope: Construct, target: IFunction, queue: IQueue, trigger: QueueTrigger): void {
  const mapping = new EventSourceMapping(scope, 'FromQueue', {
    target,
    eventSourceArn: queue.queueArn,
    batchSize: trigger.batchSize,
    maxConcurrency: trigger.mostAtOnce,
    reportBatchItemFailures: true,
  });
  acknowledge(mapping, 'fromQueue');
}

export const readingQueue = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    resources: [queue.queueArn],
  });

/** New items of the table call a function. What fails for an hour is left to its schedule, and its place is a dead letter. */
export function callFromStream(
  scope: Construct,
  target: IFunction,
  table: Table,
  deadLetters: IQueue,
  trigger: StreamTrigger,
): void {
  new EventSourceMapping(scope, 'FromStream', {
    target,
    eventSourceArn: streamOf(table),
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: trigger.batchSize,
    parallelizationFactor: 4,
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.isEqual('INSERT'),
        dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(trigger.sortKeyBegins) } } },
      }),
    ],
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(1),
    onFailure: new SqsDlq(deadLetters),
  });
}

export const readingStream = (table: Table): PolicyStatement[] => [
  new PolicyStatement({
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    resources: [streamOf(table)],
  }),
  // Streams are listed for all tables or none.
  new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
];

function streamOf(table: Table): string {
  if (table.tableStreamArn === undefined) throw new Error('the table has no stream');
  return table.tableStreamArn;
}
