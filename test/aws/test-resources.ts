import {
  CreateTableCommand,
  DeleteTableCommand,
  type GlobalSecondaryIndex,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, DeleteQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { dynamodbClient, s3Client, sqsClient } from '../../functions/adapters/index.ts';
import { indexAttributes } from '../../shared/adapters/index.ts';
import { indexNames, maxDeliveries } from '../../shared/ports/index.ts';

/** Something that a test made, and how it goes away again. */
export interface TestResource {
  readonly name: string;
  readonly remove: () => Promise<void>;
}

const hashKey = (name: string) => ({ AttributeName: name, KeyType: 'HASH' }) as const;
const rangeKey = (name: string) => ({ AttributeName: name, KeyType: 'RANGE' }) as const;

export async function makeTable(name: string): Promise<TestResource> {
  const client = dynamodbClient();
  const names = ['pk', 'sk', ...indexNames.flatMap((index) => indexAttributes[index])];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [hashKey('pk'), rangeKey('sk')],
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: indexNames.map((index): GlobalSecondaryIndex => {
        const [pk, sk] = indexAttributes[index];
        return { IndexName: index, KeySchema: [hashKey(pk), rangeKey(sk)], Projection: { ProjectionType: 'ALL' } };
      }),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 120 }, { TableName: name });
  return {
    name,
    async remove() {
      await client.send(new DeleteTableCommand({ TableName: name }));
    },
  };
}

export async function makeBucket(name: string): Promise<TestResource> {
  const client = s3Client();
  await client.send(new CreateBucketCommand({ Bucket: name }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
  return {
    name,
    async remove() {
      for (;;) {
        const found = await client.send(new ListObjectVersionsCommand({ Bucket: name, EncodingType: 'url' }));
        const versions = [...(found.Versions ?? []), ...(found.DeleteMarkers ?? [])];
        if (versions.length === 0) break;
        for (const { Key: encoded = '', VersionId } of versions) {
          // MiniStack gives the keys of versions as they are.
          const Key = found.EncodingType === 'url' ? decodeURIComponent(encoded.replaceAll('+', ' ')) : encoded;
          await client.send(new DeleteObjectCommand({ Bucket: name, Key, VersionId }));
        }
      }
      await client.send(new DeleteBucketCommand({ Bucket: name }));
    },
  };
}

export interface TestQueue extends TestResource {
  readonly url: string;
  readonly arn: string;
}

export async function makeQueue(name: string, attributes: Record<string, string> = {}): Promise<TestQueue> {
  const client = sqsClient();
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const arn = (await client.send(asked)).Attributes?.QueueArn ?? '';
  return {
    name,
    url: QueueUrl,
    arn,
    async remove() {
      await client.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}

/** A queue and its dead letters'. */
export async function makeQueueWithDeadLetters(name: string): Promise<readonly [TestQueue, TestQueue]> {
  const dead = await makeQueue(`${name}-dead-letters`);
  const redrivePolicy = { deadLetterTargetArn: dead.arn, maxReceiveCount: maxDeliveries };
  return [await makeQueue(name, { RedrivePolicy: JSON.stringify(redrivePolicy) }), dead];
}
