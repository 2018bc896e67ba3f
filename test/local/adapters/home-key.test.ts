import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { homeKey } from '../../../local/adapters/index.ts';
import { SafeError } from '../../../shared/safe-error.ts';
import { testFolder } from './temporary-folder.ts';

const hex = (key: Uint8Array) => Buffer.from(key).toString('hex');

test('a key is made once, of 256 bits, in a file of the owner alone', () => {
  const folder = join(testFolder(), 'new', 'home');
  const key = homeKey(folder);
  expect(key).toHaveLength(32);
  expect(hex(homeKey(folder))).toBe(hex(key));
  expect(readdirSync(folder)).toEqual(['home.key']);
  expect(statSync(join(folder, 'home.key')).mode & 0o777).toBe(0o600);
  expect(hex(homeKey(testFolder()))).not.toBe(hex(key));
});

test('the same seed makes the same key, and the key stays', () => {
  const folder = testFolder();
  // Written down: another derivation would give every seeded home other ids.
  expect(hex(homeKey(folder, 7))).toBe('2167ad21231ad9e80b5a4edee066d625f982f949fcef8b191fe0efd6b3014f51');
  expect(hex(homeKey(folder))).toBe(hex(homeKey(testFolder(), 7)));
  expect(hex(homeKey(testFolder(), 8))).not.toBe(hex(homeKey(folder)));
  expect(() => homeKey(folder, 8)).toThrow(SafeError);
  expect(() => homeKey(testFolder(), 0.5)).toThrow(SafeError);
});

test('refuses a key that others may read and one that is damaged', () => {
  const folder = testFolder();
  homeKey(folder);
  chmodSync(join(folder, 'home.key'), 0o640);
  expect(() => homeKey(folder)).toThrow('chmod 600');
  writeFileSync(join(folder, 'home.key'), 'abc\n');
  chmodSync(join(folder, 'home.key'), 0o600);
  expect(() => homeKey(folder)).toThrow('damaged');
});
