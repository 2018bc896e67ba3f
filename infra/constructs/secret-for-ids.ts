import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledged.ts';
import type { Stage } from '../stages.ts';

export interface SecretForIdsProps {
  readonly stage: Stage;
  readonly prefix: string;
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
}

/** The secret under which ids are made, so that an id tells nobody what it was made of. Where a seed is set, there is none. */
export function secretForIds(
  scope: Construct,
  { stage, prefix, key, removalPolicy }: SecretForIdsProps,
): Secret | undefined {
  if (stage.seed !== undefined) return undefined;
  const secret = new Secret(scope, 'SecretForIds', {
    secretName: `${prefix}-ids`,
    description: 'Ids are made under it: with another one, every record that comes again looks new',
    encryptionKey: key,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy,
  });
  acknowledge(secret, 'secretForIds');
  return secret;
}
