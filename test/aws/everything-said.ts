import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeExecutionCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { paginateListQueues, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

import { heardEvents } from './heard-events.ts';

/** A text that left a function, the table or the object store, and where it was found. */
export interface Said {
  readonly where: string;
  readonly text: string;
}

/** Every line of every log. */
export async function* logLines(): AsyncGenerator<Said> {
  const client = new CloudWatchLogsClient();
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {})) {
    for (const { logGroupName = '' } of logGroups) {
      for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
        for (const { message = '' } of events) yield { where: `log ${logGroupName}`, text: message };
      }
    }
  }
}

/** Name, input, output and history of every execution. */
export async function* executions(machineArns: readonly string[]): AsyncGenerator<Said> {
  const client = new SFNClient();
  for (const stateMachineArn of machineArns) {
    for await (const { executions: listed = [] } of paginateListExecutions({ client }, { stateMachineArn })) {
      for (const { executionArn } of listed) {
        const described = await client.send(new DescribeExecutionCommand({ executionArn }));
        yield { where: 'execution', text: JSON.stringify(described) };
        for await (const { events } of paginateGetExecutionHistory({ client }, { executionArn })) {
          yield { where: 'history', text: JSON.stringify(events) };
        }
      }
    }
  }
}

/** What lies in every queue now; it is seen again at once. */
export async function* queueMessages(): AsyncGenerator<Said> {
  const client = new SQSClient();
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, {})) {
    for (const QueueUrl of QueueUrls) {
      const seen = new Set<string>();
      for (;;) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: 10,
            VisibilityTimeout: 20,
            MessageAttributeNames: ['All'],
          }),
        );
        const unseen = Messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
        if (unseen.length === 0) break;
        for (const message of unseen) {
          seen.add(message.MessageId ?? '');
          yield {
            where: `${QueueUrl.includes(heardEvents) ? 'event' : 'queue'} ${QueueUrl}`,
            text: JSON.stringify(message),
          };
        }
      }
    }
  }
}
