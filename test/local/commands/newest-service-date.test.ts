import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateEncounters } from '../../../bench/generate-encounters.ts';
import { newestServiceDate } from '../../../local/commands/upload.ts';
import { loadConfiguration } from '../../../local/configuration/index.ts';

const configuration = await loadConfiguration(join(import.meta.dirname, '../../../examples/claimwright.json'));

const lines = (...days: readonly string[]) =>
  days.map((day) => generateEncounters(1).replaceAll('2026-03-02', day).trim()).join('\n');
const array = (...days: readonly string[]) => `[${lines(...days).replaceAll('\n', ',')}]`;

test.each([
  ['the newest of lines', [lines('2026-03-04', '2026-03-09', '2026-03-07')], '2026-03-09'],
  ['and of a list', [array('2026-03-04', '2026-03-09', '2026-03-07')], '2026-03-09'],
  ['over files', [lines('2026-03-09'), array('2026-03-04'), lines('2026-03-11')], '2026-03-11'],
  ['a slip of the pen is none', [lines('2062-03-04', '2026-03-04', '2026-03-02', '2062-03-09')], '2026-03-04'],
  ['unless there is no other', [lines('2062-03-04'), lines('2062-03-09', '2062-03-05')], '2062-03-09'],
  ['in whatever letters', [lines('2026-03-04', '\\u0032026-03-09')], '2026-03-09'],
  ['a day of birth is none', [lines('2026-03-04').replace('1980-05-17', '2026-03-09')], '2026-03-04'],
  ['of a line without an end, and empty ones', [`\n\n${lines('2026-03-04')}\n\n${lines('2026-03-05')}`], '2026-03-05'],
  ['of none that is refused', [`${lines('2026-03-04')}\n${lines('2026-03-09').replace('"99213"', '7')}`], '2026-03-04'],
  ['no day', ['{"encounterId": "2026-03-04"}\n{}'], undefined],
])('%s', async (_, files, newest) => {
  const uploads = files.map((text) => ({ path: 'file', bytes: Buffer.from(text) }));
  expect(await newestServiceDate(configuration, uploads, '2026-04-01')).toBe(newest);
});
