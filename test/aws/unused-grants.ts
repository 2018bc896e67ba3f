import type { FunctionName } from '../../infra/wiring.ts';
import type { Grant } from './observed-permissions.ts';

/** Grants that are not seen used in the sandbox on MiniStack, and why they are there all the same. */
interface Unused {
  readonly actions: readonly string[];
  /** Functions, each with the end of the resource's ARN; or whichever it is granted to. */
  readonly grants: readonly `${FunctionName} ${string}`[] | 'any';
  readonly because: string;
  /** A race may lead to it: it is no fault where it is seen used. */
  readonly byChance?: true;
}

export const unusedGrants: readonly Unused[] = [
  // What services do in the name of the role. MiniStack does it in its own.
  {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    grants: 'any',
    because: 'Lambda writes logs and traces in the name of the role.',
  },
  {
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    grants: 'any',
    because: 'DynamoDB, S3 and SQS ask for the key in the name of the role. MiniStack encrypts nothing.',
  },
  {
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    grants: ['receive -arrivals'],
    because: 'Lambda reads the queue in the name of the role.',
  },
  {
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    grants: ['dispatch-outbox -claims/stream/now', 'deliver-webhooks -claims/stream/now'],
    because: 'Lambda reads the stream in the name of the role.',
  },
  {
    actions: ['dynamodb:ListStreams'],
    grants: ['dispatch-outbox *', 'deliver-webhooks *'],
    because: 'Lambda looks for the stream in the name of the role.',
  },
  {
    actions: ['sqs:SendMessage'],
    grants: ['dispatch-outbox -outbox-dead-letters', 'deliver-webhooks -outbox-dead-letters'],
    because: 'Lambda notes there what it could not get from the stream to the function for an hour.',
  },
  {
    actions: ['sqs:SendMessage'],
    grants: [
      'transmit-claims -jobs-dead-letters',
      'collect-files -jobs-dead-letters',
      'end-due-waits -jobs-dead-letters',
      'reconcile-remittances -jobs-dead-letters',
      'dispatch-outbox -jobs-dead-letters',
      'deliver-webhooks -jobs-dead-letters',
    ],
    because: 'Lambda puts there a scheduled call that failed three times.',
  },

  // What only a crash, a race or a large file leads to.
  {
    actions: ['s3:GetObject'],
    grants: [
      'verify-eligibility /edi/eligibility/*',
      'generate-statement /documents/statements/*',
      'split-upload /batches/*',
      'collect-files /clearinghouse/*',
      'collect-files /names/*',
      'api /names/*',
      'api /inbox/*',
    ],
    because: 'Whoever puts and finds the key taken, as after a crash, looks whether the same is there.',
    byChance: true,
  },
  {
    actions: ['s3:GetObject'],
    grants: ['receive /clearinghouse/*'],
    because: 'An arrival that a person announces again names no version of the object.',
  },
  {
    actions: ['s3:AbortMultipartUpload'],
    grants: [
      'split-upload /batches/*',
      'receive /archive/*',
      'transmit-claims /edi/out/*',
      'collect-files /clearinghouse/*',
      'simulate-clearinghouse /simulator/*',
    ],
    because: 'Of a file above 8 MB whose parts could not all be sent, those that were sent are taken back.',
  },
  {
    actions: ['s3:ListBucket'],
    grants: ['open-claims -edi-000000000000-us-east-1', 'start-claims -edi-000000000000-us-east-1'],
    because: 'What earlier readings have made of a file is looked up when it is read again: none of the sample is.',
  },
  {
    actions: ['dynamodb:DeleteItem'],
    grants: ['open-claims -claims', 'report-batch -claims'],
    because: 'What earlier readings have set aside goes when a file is read again: none of the sample is.',
  },
  {
    actions: ['s3:ListBucket'],
    grants: ['receive -edi-000000000000-us-east-1', 'transmit-claims -edi-000000000000-us-east-1'],
    because: 'S3 says that an object is not there only to who may list the bucket. MiniStack says it to anybody.',
  },
  {
    actions: ['states:SendTaskSuccess'],
    grants: ['take-up-claim -claim', 'close-claim -claim'],
    because:
      'Mail came while the workflow ended, and somebody else was first to start the next one, which waits by now.',
    byChance: true,
  },
  {
    actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
    grants: ['end-due-waits -claims'],
    because: 'Where a workflow was stopped from outside, its wait is noted on one day and taken over on the next.',
    byChance: true,
  },
  {
    actions: ['dynamodb:ConditionCheckItem'],
    grants: ['simulate-clearinghouse -claims'],
    because: 'What takes more than 99 writes, as a file of many claims, is applied in parts, each under the version.',
  },

  // What the sample has no occasion for.
  {
    actions: ['states:SendTaskSuccess'],
    grants: ['read-acknowledgement -claim', 'post-payment -claim'],
    because:
      'A void or replacement ends the wait of the claim that it takes back: no claim of the sample is voided so.',
  },
  {
    actions: ['states:SendTaskSuccess'],
    grants: ['transmit-claims -claim'],
    because: 'A claim that no 837 can say is rejected at once, which ends its wait: the scrub has found all of those.',
  },
  {
    actions: ['s3:GetObject', 's3:PutObject'],
    grants: ['api /receipts/*'],
    because: 'Who verifies the audit record is a person with a second factor: only programs call the API here.',
  },
  {
    actions: ['sqs:SendMessage'],
    grants: ['dispatch-outbox -arrivals'],
    because: 'A file that is to be read again goes there: none of the sample is.',
  },
  {
    actions: ['sqs:SendMessage'],
    grants: ['dispatch-outbox -denial-duplicate', 'dispatch-outbox -denial-other', 'dispatch-outbox -unmatched'],
    because: 'No claim of the sample is denied so, and each payment finds its claim.',
  },
  {
    actions: ['dynamodb:DeleteItem'],
    grants: ['deliver-webhooks -claims'],
    because: 'Deliveries are forgotten after a month, and that they failed once one succeeds: here none does.',
  },
  {
    actions: ['dynamodb:PutItem'],
    grants: ['reconcile-remittances -claims'],
    because: 'In the sandbox advance-clock reconciles: nothing is left to be marked when the function is called.',
  },
];

export function explains({ actions, grants }: Unused, { functionName, action, resource }: Grant): boolean {
  const name = functionName.replace(/^claimwright-sandbox-/, '');
  const isOne = (grant: string): boolean => {
    const [of, end = ''] = grant.split(' ', 2);
    return of === name && resource.endsWith(end);
  };
  return actions.includes(action) && (grants === 'any' || grants.some(isOne));
}

/** A reason for each single grant, so that none outlives what it explains. */
export function singleReasons({ grants, ...reason }: Unused): readonly Unused[] {
  return grants === 'any' ? [{ grants, ...reason }] : grants.map((grant) => ({ ...reason, grants: [grant] }));
}
