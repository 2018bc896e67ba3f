import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Secrets } from '../../shared/ports/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { askUnless } from './ask.ts';
import { type Patience, somePatience, withPatience } from './patience.ts';

const keptMs = 5 * 60_000;

interface Kept {
  readonly text: string;
  readonly untilMs: number;
}

/** InvalidRequestException: the secret is about to be deleted. */
const notThere = { ResourceNotFoundException: undefined, InvalidRequestException: undefined };

/** Secrets from Secrets Manager. One that was read is kept for five minutes, so a changed one is known after that. */
export function secretsManagerSecrets(
  client: SecretsManagerClient,
  patience: Patience = somePatience,
  nowMs: () => number = () => performance.now(),
): Secrets {
  const kept = new Map<string, Kept>();
  return {
    async get(name) {
      const known = kept.get(name);
      if (known !== undefined && nowMs() < known.untilMs) return known.text;
      const command = new GetSecretValueCommand({ SecretId: name });
      const answer = await withPatience(patience, () =>
        askUnless('Secrets Manager GetSecretValue', () => client.send(command), notThere),
      );
      const text = answer?.SecretString;
      if (text === undefined || text === '') {
        throw new SafeError(`there is no secret ${name}: put its text into Secrets Manager under this name`);
      }
      kept.set(name, { text, untilMs: nowMs() + keptMs });
      return text;
    },
  };
}
