import { inspect } from 'node:util';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { secretsManagerSecrets } from '../../../functions/adapters/index.ts';
import { SafeError } from '../../../shared/safe-error.ts';
import { impatient, sdkProblem, secretText, thrownBy } from './sdk-problems.ts';

const aws = mockClient(SecretsManagerClient);
beforeEach(() => void aws.reset());

const rows: [string, Error, string][] = [
  ['a throttle', sdkProblem('ThrottlingException'), 'ServiceUnavailable'],
  ['a throttle by status', sdkProblem('Whatever', { status: 429 }), 'ServiceUnavailable'],
  ['a fault of the service', sdkProblem('Whatever', { status: 503 }), 'ServiceUnavailable'],
  ['an answer that did not come', sdkProblem('TimeoutError', { status: 0 }), 'ServiceUnavailable'],
  ['a lost connection', sdkProblem('Error', { status: 0, code: 'ECONNRESET' }), 'ServiceUnavailable'],
  ['a permission that is missing', sdkProblem('AccessDeniedException', { status: 403 }), 'ServiceRefused'],
  ['credentials that are missing', sdkProblem('CredentialsProviderError', { status: 0 }), 'ServiceRefused'],
  ['a name that is no code', sdkProblem(secretText), 'ServiceRefused'],
];
test.each(rows)('%s leaves with a name and without content', async (_, problem, name) => {
  aws.onAnyCommand().rejects(problem);
  const thrown = await thrownBy(secretsManagerSecrets(new SecretsManagerClient(), impatient).get('a/secret'));
  expect(thrown).toBeInstanceOf(SafeError);
  expect(thrown.name).toBe(name);
  expect(thrown.message).toMatch(/^Secrets Manager GetSecretValue (is not to be had now|was refused) \(\w+\): /);
  expect(`${inspect(thrown, { depth: 9, showHidden: true })}${JSON.stringify(thrown)}`).not.toContain(secretText);
  const calls = aws.calls().length;
  if (name === 'ServiceRefused') expect(calls).toBe(1);
  else expect(calls).toBeGreaterThan(1);
});
