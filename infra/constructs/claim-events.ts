import { Stack } from 'aws-cdk-lib';
import { CfnArchive, EventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** The bus on which is told what happened to claims, for whoever listens; identifiers alone travel on it. */
export function claimEvents(scope: Construct, name: string, key: IKey, archiveDays: number | undefined): EventBus {
  const bus = new EventBus(scope, 'Events', {
    eventBusName: name,
    description: 'What happened to claims, batches and remittances',
    kmsKey: key,
  });
  if (archiveDays !== undefined) {
    // Not the L2, whose statement in the policy of the key names the bus, which names the key.
    new CfnArchive(scope, 'EventArchive', {
      sourceArn: bus.eventBusArn,
      archiveName: name,
      description: 'Events that can be replayed',
      eventPattern: { account: [Stack.of(scope).account] },
      retentionDays: archiveDays,
      kmsKeyIdentifier: key.keyArn,
    });
  }
  return bus;
}
