import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileSecrets } from '../../../local/adapters/index.ts';
import { SafeError } from '../../../shared/safe-error.ts';
import { testFolder } from './temporary-folder.ts';

function fileOf(text: string, mode = 0o600): string {
  const path = join(testFolder(), 'secrets.json');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}
const problemOf = (promise: Promise<unknown>) => promise.catch((problem: unknown) => problem);

test('the environment overrides the file, and no file is needed', async () => {
  const environment = { CLAIMWRIGHT_SECRET_SFTP_PASSWORD: 'from the environment', CLAIMWRIGHT_SECRET_EMPTY: '' };
  const secrets = fileSecrets(fileOf('{"sftp/password": "from the file", "empty": "full", "no-text": 5}'), environment);
  expect(await secrets.get('sftp/password')).toBe('from the environment');
  expect(await secrets.get('sftp-password')).toBe('from the environment');
  expect(await secrets.get('empty')).toBe('full');
  const problem = await problemOf(secrets.get('no-text'));
  expect(problem).toBeInstanceOf(SafeError);
  expect(String(problem)).toMatch(/no secret no-text.*secrets\.json.*CLAIMWRIGHT_SECRET_NO_TEXT/);
  const without = fileSecrets('/nowhere/secrets.json', environment);
  expect(await without.get('sftp/password')).toBe('from the environment');
  expect(await problemOf(without.get('other'))).toBeInstanceOf(SafeError);
});

test('a changed file needs no restart', async () => {
  const path = fileOf('{"a": "1"}');
  const secrets = fileSecrets(path, {});
  expect(await secrets.get('a')).toBe('1');
  writeFileSync(path, '{"a": "2"}');
  expect(await secrets.get('a')).toBe('2');
});

test.each([
  ['that others may read', '{"a": "hush"}', 0o644, 'chmod 600'],
  ['that is no JSON', '{"a": "hush"', 0o600, 'is not a JSON object'],
  ['that is no object', 'null', 0o600, 'is not a JSON object'],
  ['that is a list', '["hush"]', 0o600, 'is not a JSON object'],
])('refuses a file %s, without showing it', async (_, text, mode, message) => {
  const problem = await problemOf(fileSecrets(fileOf(text, mode), {}).get('a'));
  expect(problem).toBeInstanceOf(SafeError);
  expect(String(problem)).toContain(message);
  expect(String(problem)).not.toContain('hush');
});
