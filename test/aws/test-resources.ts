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
import { awsFetch } from './aws-fetch.ts';

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

async function askIam(asked: Readonly<Record<string, string>>): Promise<string> {
  const url = process.env['AWS_ENDPOINT_URL'] ?? 'https://iam.amazonaws.com';
  const body = new URLSearchParams({ Version: '2010-05-08', ...asked }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await awsFetch('iam', `${url}/`, { method: 'POST', headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`IAM answers ${answer.status} to ${asked['Action']}: ${text}`);
  return text;
}

export interface TestRole extends TestResource {
  readonly arn: string;
}

/** A role that Lambda and Step Functions may take on, and that may call functions and send messages. */
export async function makeRole(name: string): Promise<TestRole> {
  const statement = (fields: object): string =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...fields }] });
  const Principal = { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] };
  const trust = statement({ Principal, Action: 'sts:AssumeRole' });
  const made = await askIam({ Action: 'CreateRole', RoleName: name, AssumeRolePolicyDocument: trust });
  const policy = { RoleName: name, PolicyName: 'calls' };
  const PolicyDocument = statement({ Action: ['lambda:InvokeFunction', 'sqs:SendMessage'], Resource: '*' });
  await askIam({ Action: 'PutRolePolicy', ...policy, PolicyDocument });
  return {
    name,
    arn: /<Arn>(.+?)<\/Arn>/.exec(made)?.[1] ?? '',
    async remove() {
      await askIam({ Action: 'DeleteRolePolicy', ...policy });
      await askIam({ Action: 'DeleteRole', RoleName: name });
    },
  };
}
