import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface Logging {
  readonly key: IKey;
  readonly retentionDays: number;
  readonly removalPolicy: RemovalPolicy;
}

/** A log group under our key that forgets in time. */
export function logGroup(scope: Construct, name: string, { key, retentionDays, removalPolicy }: Logging): LogGroup {
  return new LogGroup(scope, 'Logs', {
    logGroupName: name,
    encryptionKey: key,
    retention: retentionDays as RetentionDays,
    removalPolicy,
  });
}
