import type { Grant } from './observed-permissions.ts';

/** Grants that are not seen used in the sandbox on MiniStack, and why they are there all the same. */
interface Unused {
  readonly actions: readonly string[];
  /** Left out: of whichever function. */
  readonly functions?: readonly string[];
  /** A part of the resource's ARN. */
  readonly resource?: string;
  readonly because: string;
}

// Written from runs that did not come to the end of the sample: grants that only its later steps use are not told from these yet.
export const unusedGrants: readonly Unused[] = [
  {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    because: 'Lambda writes log and traces in the name of the role. MiniStack writes the log itself, and has no X-Ray.',
  },
  {
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    because: 'DynamoDB, S3 and SQS ask for the key in the name of the role. MiniStack encrypts nothing.',
  },
  {
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    functions: ['receive'],
    because: 'Lambda reads the queue in the name of the role.',
  },
  {
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    because: 'Lambda reads the stream in the name of the role.',
  },
  {
    actions: ['sqs:SendMessage'],
    resource: '-dead-letters',
    because: 'Lambda sends what failed again and again in the name of the role: nothing does here.',
  },
  {
    actions: ['s3:AbortMultipartUpload'],
    because: 'For a file above 8 MB one of whose parts could not be sent.',
  },
  {
    actions: ['s3:ListBucket'],
    because: 'Without it S3 says of an object that is not there that it is forbidden; MiniStack does not.',
  },
  {
    actions: ['s3:GetObject'],
    because:
      'Who puts what is there already, or reads an arrival that names no version, looks at it: after a crash alone.',
  },
  {
    actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
    because:
      'A change of the store reads, checks, puts and deletes. Who may put may overwrite: to keep the rest from him protects nothing.',
  },
];

export function explains({ actions, functions, resource = '' }: Unused, grant: Grant): boolean {
  const name = grant.functionName.replace(/^claimwright-sandbox-/, '');
  return actions.includes(grant.action) && (functions?.includes(name) ?? true) && grant.resource.includes(resource);
}
