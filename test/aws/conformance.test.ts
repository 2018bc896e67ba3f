import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { ChangeMessageVisibilityCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { describe } from 'vitest';
import {
  dynamodbClient,
  dynamodbItems,
  eventBridgeClient,
  eventBridgeEvents,
  s3Client,
  s3Links,
  s3Objects,
  s3SigningClient,
  secretsManagerClient,
  secretsManagerSecrets,
  sqsClient,
  sqsQueues,
  systemClock,
} from '../../functions/adapters/index.ts';
import type { DomainEvent, Queues } from '../../shared/ports/index.ts';
import { describeEvents } from '../conformance/events.ts';
import { describeItems } from '../conformance/items.ts';
import { describeLinks } from '../conformance/links.ts';
import { describeObjects } from '../conformance/objects.ts';
import { describeQueues } from '../conformance/queues.ts';
import { randomPrefix } from '../conformance/random-prefix.ts';
import { describeSecrets } from '../conformance/secrets.ts';
import { awsEndpoint } from './aws-endpoint.ts';
import { makeBucket, makeQueue, makeQueueWithDeadLetters, makeTable, type TestResource } from './test-resources.ts';

const prefix = `claimwright-${randomPrefix()}`;

async function removeAll(resources: readonly TestResource[]): Promise<void> {
  for (const { remove } of resources) await remove();
}

describe.runIf(awsEndpoint)('on AWS', () => {
  describeItems(
    'DynamoDB',
    async () => {
      const table = await makeTable(`${prefix}-items`);
      return { items: dynamodbItems(dynamodbClient(), table.name), close: table.remove };
    },
    { runs: 15 },
  );

  describeObjects('S3', async () => {
    const [inbox, documents, edi] = await Promise.all(
      ['inbox', 'documents', 'edi'].map((name) => makeBucket(`${prefix}-${name}`)),
    );
    if (inbox === undefined || documents === undefined || edi === undefined) throw new Error('a bucket is missing');
    const buckets = { inbox: inbox.name, documents: documents.name, edi: edi.name };
    return { objects: s3Objects(s3Client(), buckets), close: () => removeAll([inbox, documents, edi]) };
  });

  describeLinks(
    'S3',
    async () => {
      const made = await Promise.all(
        ['inbox', 'documents', 'edi'].map((name) => makeBucket(`${prefix}-links-${name}`)),
      );
      const [inbox = '', documents = '', edi = ''] = made.map(({ name }) => name);
      const buckets = { inbox, documents, edi };
      return {
        links: s3Links(s3SigningClient(), buckets, systemClock),
        objects: s3Objects(s3Client(), buckets),
        ask: (request) => fetch(request),
        now: systemClock.now,
        close: () => removeAll(made),
      };
    },
    { checksSignatures: process.env['AWS_ENDPOINT_URL'] === undefined },
  );

  describeQueues('SQS', async () => {
    const names = ['arrivals', 'overdue', 'unmatched'];
    const made = await Promise.all(names.map((name) => makeQueueWithDeadLetters(`${prefix}-${name}`)));
    const urls = Object.fromEntries(names.map((name, place) => [name, made[place]?.[0].url ?? '']));
    const client = sqsClient();
    const queues = sqsQueues(client, urls);
    // Nobody waits a minute for each delivery: what was received is given back.
    const received: { readonly QueueUrl: string; readonly ReceiptHandle: string }[] = [];
    const watched: Queues = {
      ...queues,
      async receive(queue, max) {
        const messages = await queues.receive(queue, max);
        for (const { receipt } of messages) received.push({ QueueUrl: urls[queue] ?? '', ReceiptHandle: receipt });
        return messages;
      },
    };
    async function letVisibilityPass(): Promise<void> {
      for (const each of received.splice(0)) {
        // What was acknowledged can't be given back.
        await client.send(new ChangeMessageVisibilityCommand({ ...each, VisibilityTimeout: 0 })).catch(() => {});
      }
    }
    return { queues: watched, letVisibilityPass, close: () => removeAll(made.flat()) };
  });

  describeEvents('EventBridge', async () => {
    const client = eventBridgeClient();
    const bus = `${prefix}-bus`;
    const rule = { Name: `${prefix}-everything`, EventBusName: bus };
    await client.send(new CreateEventBusCommand({ Name: bus }));
    const pattern = JSON.stringify({ source: ['claimwright'] });
    const { RuleArn } = await client.send(new PutRuleCommand({ ...rule, EventPattern: pattern }));
    const statement = {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: '*',
      Condition: { ArnEquals: { 'aws:SourceArn': RuleArn } },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const queue = await makeQueue(`${prefix}-heard`, { Policy });
    await client.send(
      new PutTargetsCommand({ Rule: rule.Name, EventBusName: bus, Targets: [{ Id: 'heard', Arn: queue.arn }] }),
    );

    const sqs = sqsClient();
    const all: DomainEvent[] = [];
    async function heard(): Promise<readonly DomainEvent[]> {
      const receive = new ReceiveMessageCommand({ QueueUrl: queue.url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
      for (let more = true; more; ) {
        const { Messages = [] } = await sqs.send(receive);
        for (const { Body = '' } of Messages) {
          const { 'detail-type': type, detail } = JSON.parse(Body);
          const { id, at, ...rest } = detail;
          all.push({ id, type, at, detail: rest });
        }
        more = Messages.length > 0;
      }
      return all;
    }
    async function close(): Promise<void> {
      await client.send(new RemoveTargetsCommand({ Rule: rule.Name, EventBusName: bus, Ids: ['heard'] }));
      await client.send(new DeleteRuleCommand(rule));
      await client.send(new DeleteEventBusCommand({ Name: bus }));
      await queue.remove();
    }
    return { events: eventBridgeEvents(client, bus), heard, close };
  });

  describeSecrets('Secrets Manager', async () => {
    const client = secretsManagerClient();
    const known = { name: `${prefix}/clearinghouse/password`, text: 'opensesame' };
    await client.send(new CreateSecretCommand({ Name: known.name, SecretString: known.text }));
    const close = async () => {
      await client.send(new DeleteSecretCommand({ SecretId: known.name, ForceDeleteWithoutRecovery: true }));
    };
    return { secrets: secretsManagerSecrets(client), known, close };
  });
});
