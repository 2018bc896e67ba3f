import { afterEach, expect, test, vi } from 'vitest';
import { generate835 } from '../../bench/x12/generate-835.ts';
import { generate837P } from '../../bench/x12/generate-837p.ts';
import type { FileIssue } from '../../shared/exchange/check-file/file-check.ts';
import { checkFile } from '../../shared/exchange/check-file.ts';
import { readRemittances835 } from '../../shared/exchange/index.ts';
import { ByteMemory } from '../../shared/x12/units/byte-memory.ts';
import { entriesOf } from './sending.ts';

/** Items of a stream share what the file says again. Whoever changed it would change other claims. */

const keep = ByteMemory.prototype.keep;

afterEach(() => vi.restoreAllMocks());

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

/** Freezes all that is kept to be shared; gives how much that is by now. */
function freezeShared(): () => number {
  let frozen = 0;
  vi.spyOn(ByteMemory.prototype, 'keep').mockImplementation(function (this: ByteMemory<unknown>, by, kept) {
    frozen++;
    freeze(typeof kept === 'object' && kept !== null && 'part' in kept && 'value' in kept ? kept.value : kept);
    keep.call(this, by, kept);
  });
  return () => frozen;
}

function noIssue(issue: FileIssue): void {
  expect.unreachable(issue.message);
}

const noEncounters = () => expect.unreachable();

test('an upload is read without changing what its claims share', async () => {
  const text = [...generate837P(60)].join('');
  const entries = await entriesOf(text);
  const frozen = freezeShared();
  expect(await entriesOf(text)).toEqual(entries);
  expect(frozen()).toBeGreaterThan(20);
});

test.each([
  ['claims', generate837P],
  ['remittances', generate835],
])('a file of %s is checked without changing what they share', async (_, generate) => {
  async function* pieces() {
    yield new TextEncoder().encode([...generate(60)].join(''));
  }
  const check = () => checkFile(pieces(), { found: noIssue, judgeBy: noEncounters });
  const before = await check();
  const frozen = freezeShared();
  expect(await check()).toEqual(before);
  expect(frozen()).toBeGreaterThan(20);
});

test('remittances are read without changing what they share', () => {
  const text = [...generate835(60)].join('');
  const read = readRemittances835(text);
  const frozen = freezeShared();
  expect(readRemittances835(text)).toEqual(read);
  expect(frozen()).toBeGreaterThan(30);
});
