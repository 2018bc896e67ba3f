import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../../local/commands/check.ts';
import { remittance835 } from '../../../shared/guides/remittance-835/index.ts';
import { inEnvelope } from '../../guides/in-envelope.ts';
import { oneCheck835 } from '../../guides/one-check-835.ts';
import { testFolder } from '../adapters/temporary-folder.ts';
import { runCommand } from './run-command.ts';

function files() {
  const folder = testFolder();
  const good = join(folder, 'good.835');
  const bad = join(folder, 'bad.835');
  writeFileSync(good, inEnvelope(remittance835, oneCheck835));
  writeFileSync(bad, inEnvelope(remittance835, oneCheck835.replace('CAS*CO*45*24', 'CAS*CO*45*25')));
  return { folder, good, bad, missing: join(folder, 'missing.835') };
}

test('a file without issues is named and ends well', async () => {
  const { good } = files();
  expect(await runCommand(check, good)).toEqual({
    status: 0,
    text: `${good}: no issues
  835 remittance advice (005010X221A1), NORTHERN MUTUAL to HARBOR FAMILY PRACTICE: 1 payment, 4 claims, 221.50 paid

`,
  });
});

test('each file has its heading, each issue its place and sentence', async () => {
  const { folder, good, bad, missing } = files();
  const { status, text } = await runCommand(check, good, bad, missing, folder);
  expect(status).toBe(1);
  expect(text).toContain(`${bad}: 2 issues\n`);
  expect(text).toContain(`  line 37, segment 35, loop 2110, SVC03 (balance, rule-broken)
      Claim 1, line 2: the charge less the adjustments comes to 40.00 and not 41.00 (SVC03).
`);
  expect(text).toContain(
    `${missing}: 1 issue\n  (syntax, unreadable)\n      The file can't be read: there is none of this name.`,
  );
  expect(text).toContain("The file can't be read: it is a folder; name the files in it.");
});

test('--json prints one list', async () => {
  const { good, bad, missing } = files();
  const { status, text } = await runCommand(check, '--json', good, bad, missing);
  expect(status).toBe(1);
  expect(JSON.parse(text)).toMatchObject([
    { file: good, contents: [{ counts: { payments: 1, claims: 4 } }], issues: [] },
    {
      file: bad,
      issues: [
        { segmentId: 'CLP', element: 4 },
        { segmentId: 'SVC', element: 3, line: 37, level: 'balance' },
      ],
    },
    { file: missing, contents: [], issues: [{ code: 'unreadable' }] },
  ]);
});

test('without files it says what it needs', async () => {
  await expect(runCommand(check)).rejects.toThrow('claimwright check FILE');
});
