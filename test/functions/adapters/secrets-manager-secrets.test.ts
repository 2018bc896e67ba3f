import 'aws-sdk-client-mock-vitest/extend';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { secretsManagerSecrets } from '../../../functions/adapters/index.ts';
import { impatient, sdkProblem } from './sdk-problems.ts';

const aws = mockClient(SecretsManagerClient);
beforeEach(() => void aws.reset());

test('a secret is kept for five minutes; a failure is not', async () => {
  let nowMs = 0;
  const secrets = secretsManagerSecrets(new SecretsManagerClient(), impatient, () => nowMs);
  const answers = aws.on(GetSecretValueCommand).rejectsOnce(sdkProblem('ResourceNotFoundException'));
  answers.resolvesOnce({ SecretString: 'one' }).resolves({ SecretString: 'two' });
  await expect(secrets.get('a/b')).rejects.toThrow('there is no secret a/b: put');
  const got: string[] = [];
  for (nowMs of [0, 299_999, 300_000]) got.push(await secrets.get('a/b'));
  expect(got).toEqual(['one', 'one', 'two']);
  expect(aws).toHaveReceivedCommandTimes(GetSecretValueCommand, 3);
  expect(aws).toHaveReceivedLastCommandWith(GetSecretValueCommand, { SecretId: 'a/b' });
});

test.each([{}, { SecretString: '' }, { SecretBinary: new Uint8Array([1]) }])('%j is no text', async (answer) => {
  aws.on(GetSecretValueCommand).resolves(answer);
  await expect(secretsManagerSecrets(new SecretsManagerClient()).get('a/b')).rejects.toThrow('no secret a/b');
});
