// Findings of the rule packs that are accepted, each with its reason. What is not listed here fails `cdk synth`.

import { type Acknowledgment, Stack, Validations } from 'aws-cdk-lib';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { type BucketName, bucketOf, type Prefix, type Touches } from './wiring.ts';

const hipaa = (rule: string, reason: string): Acknowledgment => ({
  id: `HIPAA.Security::HIPAA.Security-${rule}`,
  reason,
});
const solutions = (rule: string, reason: string): Acknowledgment => ({
  id: `AwsSolutions::AwsSolutions-${rule}`,
  reason,
});
const serverless = (rule: string, reason: string): Acknowledgment => ({ id: `Serverless::Serverless-${rule}`, reason });

const noReplication = hipaa(
  'S3BucketReplicationEnabled',
  'S3 keeps each object in three zones, and versioning keeps what is overwritten or deleted. A copy in a second region is a decision of who runs it: it doubles where PHI lies.',
);

const awaited =
  'It is called by a caller that waits for its answer (Step Functions, API Gateway, an SQS or stream mapping, another function): a failure is retried or caught there, and Lambda never uses a dead-letter queue for such calls.';

const acknowledgements = {
  table: [
    hipaa(
      'DynamoDBInBackupPlan',
      'Point-in-time recovery restores the table to any second of the last 35 days. A backup vault, which outlives the account, belongs to the organization and selects by tag.',
    ),
  ],
  bucket: [noReplication],
  accessLogBucket: [
    noReplication,
    hipaa(
      'S3DefaultEncryptionKMS',
      'S3 delivers access logs only to buckets under its own key (SSE-S3). They hold keys of objects and no content: our ids, and for the inbox the names that practices give, which are forgotten with the uploads.',
    ),
  ],
  deadLetters: [
    serverless(
      'SQSRedrivePolicy',
      'It is itself a dead-letter queue: a person looks at its messages, and an alarm tells of them.',
    ),
    solutions('SQS3', 'It is itself a dead-letter queue: a person looks at its messages, and an alarm tells of them.'),
  ],
  function: [
    hipaa(
      'LambdaInsideVPC',
      'It has no inbound network and talks to endpoints of AWS in this region alone, over TLS, each call authorized by IAM. There is nothing in a VPC for it to reach.',
    ),
    hipaa(
      'LambdaConcurrency',
      'Every caller bounds it: Map concurrency, the mapping of the queue, the throttles of the API. Reserved concurrency would take from what the account has for all, and a new account has too little to reserve any.',
    ),
    solutions(
      'IAM5[Resource::*]',
      'X-Ray names no resources, nor does the listing of table streams: these actions are granted on all or not at all.',
    ),
  ],
  functionCalledAndWaitedFor: [hipaa('LambdaDLQ', awaited), serverless('LambdaDLQ', awaited)],
  workflow: [
    solutions(
      'IAM5[Resource::*]',
      'X-Ray and the log deliveries of CloudWatch, by which Step Functions writes its log, name no resources. What it may invoke is named.',
    ),
  ],
  api: [
    solutions(
      'APIG4',
      'The function verifies each token itself, as the one-machine home does, and a test walks every route without one: who may do what is said once, beside the route. The throttles of the stage bound what strangers can call.',
    ),
  ],
  fromQueue: [
    serverless(
      'LambdaEventSourceMappingDestination',
      'SQS has no such destination: what fails returns to the queue, and after five deliveries goes to its dead-letter queue.',
    ),
  ],
  secretForIds: [
    hipaa(
      'SecretsManagerRotationEnabled',
      'Ids are derived from it for as long as claims are kept: rotating it would make every record that comes again look new. It opens nothing.',
    ),
    solutions(
      'SMG4',
      'Ids are derived from it for as long as claims are kept: rotating it would make every record that comes again look new. It opens nothing.',
    ),
  ],
} as const satisfies Readonly<Record<string, readonly Acknowledgment[]>>;

/** Records why findings of the rule packs are accepted on this construct and what is in it. */
export function acknowledge(construct: IConstruct, kind: keyof typeof acknowledgements): void {
  Validations.of(construct).acknowledge(...acknowledgements[kind]);
}

/** A function may touch the objects under a prefix: their keys are ids that are not known before. */
export function acknowledgePrefixes(
  construct: IConstruct,
  objects: NonNullable<Touches['objects']>,
  buckets: Readonly<Record<BucketName, Bucket>>,
): void {
  for (const prefix of Object.keys(objects) as Prefix[]) {
    const bucket = buckets[bucketOf(prefix)];
    const logicalId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
    Validations.of(construct).acknowledge(
      solutions(
        `IAM5[Resource::<${logicalId}.Arn>/${prefix}*]`,
        `The keys under ${prefix} end in ids that are made later. It may touch this prefix and no other part of the bucket.`,
      ),
    );
  }
}
