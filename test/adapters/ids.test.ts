import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmacIds, keyOfSecret, seededKey } from '../../shared/adapters/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { describeIds } from '../conformance/ids.ts';

const hex = (key: Uint8Array) => Buffer.from(key).toString('hex');

describeIds('HMAC', async (home) => hmacIds(createHash('sha256').update(home).digest()));
describeIds('HMAC under a seed', async (home) => hmacIds(seededKey(home === 'one' ? 1 : 2)));
describeIds('HMAC under a secret', async (home) => hmacIds(keyOfSecret(home.padEnd(32, '.'))));

test('a key is derived in one way for ever: another would give every id anew', () => {
  expect(hex(seededKey(7))).toBe('2167ad21231ad9e80b5a4edee066d625f982f949fcef8b191fe0efd6b3014f51');
  expect(hex(keyOfSecret('correct horse battery staple ...'))).toBe(
    '67802f1abd3db99bd50722f7a56c1700e9e2d0dd7455ecff7be6b8111a9f4109',
  );
});

test.each(['', 'short', 'x'.repeat(31)])('refuses the secret %j without repeating it', (text) => {
  expect(() => keyOfSecret(text)).toThrow(SafeError);
  expect(() => keyOfSecret(text)).toThrow('under 32 characters: make a longer one');
});

test.each([0.5, Number.NaN, 2 ** 53])('refuses the seed %d', (seed) => {
  expect(() => seededKey(seed)).toThrow(SafeError);
});
