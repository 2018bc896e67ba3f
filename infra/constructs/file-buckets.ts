import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  type IBucket,
  ObjectLockRetention,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledged.ts';
import type { Stage } from '../stages.ts';
import { arrivalPrefixes, type BucketName, bucketOf } from '../wiring.ts';

const daysAYear = 365;

export interface FileBucketsProps {
  readonly stage: Stage;
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
  /** Where arrivals are announced. */
  readonly arrivals: IQueue;
}

/** Bucket names are the world's: the account makes them ours, and known before the bucket is there. */
const bucketName = (stage: string, name: string): string =>
  `claimwright-${stage}-${name}-${Aws.ACCOUNT_ID}-${Aws.REGION}`;

/** Uploads, EDI and documents, each in a bucket of its own retention, and a fourth for the logs of access to them. */
export class FileBuckets extends Construct {
  readonly buckets: Readonly<Record<BucketName, Bucket>>;

  constructor(scope: Construct, id: string, { stage, key, removalPolicy, arrivals }: FileBucketsProps) {
    super(scope, id);
    const common = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy,
    } satisfies BucketProps;
    announcedBy(arrivals, stage.name);
    // S3 brings access logs hours late, also when the other buckets are gone: a stage that is removed leaves this one behind.
    const accessLogs = new Bucket(this, 'AccessLogs', {
      ...common,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...(stage.onRemoval === 'keep' ? { bucketName: bucketName(stage.name, 'access-logs') } : {}),
      encryption: BucketEncryption.S3_MANAGED,
      // Practices name what they put into the inbox.
      lifecycleRules: [expiry(stage.logRetentionDays), { ...expiry(stage.inboxDays), prefix: 'inbox/' }],
    });
    acknowledge(accessLogs, 'accessLogBucket');

    const bucket = (name: BucketName, props: BucketProps): Bucket => {
      const made = new Bucket(this, name, {
        ...common,
        bucketName: bucketName(stage.name, name),
        encryption: BucketEncryption.KMS,
        encryptionKey: key,
        bucketKeyEnabled: true,
        serverAccessLogsBucket: accessLogs as IBucket,
        serverAccessLogsPrefix: `${name}/`,
        ...props,
      });
      acknowledge(made, 'bucket');
      announceArrivals(made, name, arrivals);
      // S3 asks the queue whether it may before it takes the notification.
      made.node.addDependency(arrivals.node.findChild('Policy'));
      return made;
    };
    const kept = (years: number): BucketProps => ({
      ...(stage.objectLock === undefined ? {} : locked(stage.objectLock)),
      lifecycleRules: [
        {
          ...expiry(years * daysAYear),
          transitions: [{ storageClass: StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(90) }],
        },
      ],
    });
    this.buckets = {
      inbox: bucket('inbox', { lifecycleRules: [expiry(stage.inboxDays)] }),
      edi: bucket('edi', kept(stage.retentionYears.edi)),
      documents: bucket('documents', kept(stage.retentionYears.documents)),
    };
  }
}

function expiry(days: number) {
  return {
    expiration: Duration.days(days),
    noncurrentVersionExpiration: Duration.days(30),
    abortIncompleteMultipartUploadAfter: Duration.days(7),
  };
}

function locked({ mode, years }: NonNullable<Stage['objectLock']>): BucketProps {
  return {
    objectLockEnabled: true,
    objectLockDefaultRetention: ObjectLockRetention[mode](Duration.days(years * daysAYear)),
  };
}

/** In the bucket's own properties: the L2's way would deploy a function that sets them. */
function announceArrivals(bucket: Bucket, name: BucketName, arrivals: IQueue): void {
  const announced = arrivalPrefixes.filter((prefix) => bucketOf(prefix) === name);
  if (announced.length === 0) return;
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = {
    queueConfigurations: announced.map((prefix) => ({
      event: 's3:ObjectCreated:*',
      queue: arrivals.queueArn,
      filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } },
    })),
  };
}

/** The buckets that announce arrivals may send to the queue; by their names, because they ask for it when they are made. */
function announcedBy(arrivals: IQueue, stage: string): void {
  const announcing = new Set(arrivalPrefixes.map(bucketOf));
  arrivals.addToResourcePolicy(
    new PolicyStatement({
      sid: 'Arrivals',
      principals: [new ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [arrivals.queueArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnEquals: { 'aws:SourceArn': [...announcing].map((name) => `arn:aws:s3:::${bucketName(stage, name)}`) },
      },
    }),
  );
}
