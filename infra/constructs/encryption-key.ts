import { ArnFormat, Aws, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** What the AWS services that deliver for us do with the key, each for this account's resources alone. */
const deliverers = {
  's3.amazonaws.com': 'Arrivals on an encrypted queue',
  'events.amazonaws.com': 'Events on an encrypted bus',
  'cloudwatch.amazonaws.com': 'Alarms on an encrypted topic',
} as const;

/** The one key of a stage: turned every year, and unusable to anybody whom IAM of this account does not let. */
export function encryptionKey(scope: Construct, alias: string, removalPolicy: RemovalPolicy): Key {
  const key = new Key(scope, 'Key', {
    alias,
    description: 'Encrypts all that Claimwright keeps',
    enableKeyRotation: true,
    removalPolicy,
  });
  // An archive of events encrypts anew what the bus has encrypted.
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'EventArchive',
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  for (const [service, sid] of Object.entries(deliverers)) {
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: sid.replaceAll(' ', ''),
        principals: [new ServicePrincipal(service)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'LogGroups',
      principals: [new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:DescribeKey',
      ],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': Stack.of(scope).formatArn({
            service: 'logs',
            resource: 'log-group',
            resourceName: '*',
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        },
      },
    }),
  );
  return key;
}
