import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accept, billPatient, correct, release, withdraw } from '../../../local/commands/act.ts';
import { advance } from '../../../local/commands/advance.ts';
import { held } from '../../../local/commands/held.ts';
import { show } from '../../../local/commands/show.ts';
import { start } from '../../../local/commands/start.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { testFolder } from '../adapters/temporary-folder.ts';
import { runCommand } from './run-command.ts';

let folder: string;
const command = (name: typeof correct, ...words: string[]) => runCommand(name, ...words, '--data', folder);
const viewed = async (claim: string) => JSON.parse((await command(show, claim, '--json')).text);

const made = mkdtempSync(join(tmpdir(), 'claimwright-act-'));
afterAll(() => rmSync(made, { recursive: true }));

/** The encounter's own fields, of a payer that does not pay first. */
const ofSecondPayer = {
  ...(encounter('PAID7') as { subscriber: object }).subscriber,
  paymentResponsibilityLevelCode: 'S',
};

/** A denied claim, and some that are held: for their total, a diagnosis, or their coverage. */
beforeAll(async () => {
  const file = join(made, 'batch.ndjson');
  const encounters = [
    encounter('PAID1', { encounterId: 'TOTAL', totalCharge: '999.00' }),
    encounter('PAID2', { encounterId: 'OTHER', totalCharge: '999.00' }),
    encounter('INACTIVE3', { encounterId: 'COVERAGE' }),
    encounter('DENY504', { encounterId: 'DENIED' }),
    encounter('DENY504', { encounterId: 'AGAIN' }),
    encounter('', { encounterId: 'SELF-PAY' }),
    encounter('PAID7', { encounterId: 'SECOND', subscriber: ofSecondPayer }),
    encounter('DENYPR96-6', { encounterId: 'LAID-ON' }),
    encounter('PAID5', { encounterId: 'SHARED', diagnosisCodes: [] }),
    encounter('PAID6', {
      encounterId: 'SHARED',
      practiceId: 'behavioral-health',
      diagnosisCodes: [],
    }),
  ];
  writeFileSync(file, encounters.map((each) => JSON.stringify(each)).join('\n'));
  await runCommand(start, file, '--once', '--as-of', '2026-03-21', '--data', join(made, 'home'));
});
beforeEach(() => {
  folder = join(testFolder(), 'home');
  cpSync(join(made, 'home'), folder, { recursive: true });
});

test('corrections are made at one present, and time goes on with the command that is printed', async () => {
  const { now } = JSON.parse((await command(advance, '1d', '--json')).text);
  const first = await command(correct, 'TOTAL', 'totalCharge=203.00');
  const second = await command(correct, 'OTHER', 'totalCharge=203.00', '--json');
  expect(second).toMatchObject({ status: 0 });
  expect(JSON.parse(second.text)).toMatchObject({ hasHelped: true, now });
  const { claimId } = await viewed('TOTAL');
  expect(first).toEqual({
    status: 0,
    text: `corrected: ${claimId} is ready to be sent
  > npm run claimwright -- show ${claimId} --data ${folder}
It is ${now.slice(0, 10)} and no time has passed. To let it pass:
  > npm run claimwright -- run --once --data ${folder}
`,
  });
  const { text } = await command(start, '--once', '--json');
  expect(JSON.parse(text).claims.total).toBe(10);
  expect((await viewed('TOTAL')).status).toBe('closed');
  expect((await viewed('OTHER')).status).toBe('closed');
});

test.each([
  [
    'a correction that does not help',
    correct,
    ['TOTAL', 'totalCharge=204.00'],
    'corrected: ID is held again\n  totalCharge: ',
  ],
  ['a release of what holds again', release, ['TOTAL'], 'released: ID is held again\n  totalCharge: '],
  [
    'a correction of something else',
    correct,
    ['COVERAGE', 'totalCharge=204.00'],
    'corrected: ID is held again\n  subscriber.memberId: ',
  ],
])('%s is said, and ends with 1', async (_name, name, words, said) => {
  const { claimId } = await viewed(words[0] ?? '');
  const { status, text } = await command(name, ...words);
  expect(text.replaceAll(claimId, 'ID')).toMatch(said);
  expect(text).toContain(`> npm run claimwright -- correct ${claimId}`);
  expect(status).toBe(1);
});

test.each(['COVERAGE', 'DENIED'])('a release of %s helps', async (claim) => {
  expect(await command(release, claim)).toMatchObject({
    status: 0,
    text: expect.stringContaining('is ready to be sent'),
  });
});

test.each(['AGAIN', 'TOTAL'])('%s is withdrawn, and nothing of it is sent', async (claim) => {
  const { claimId } = await viewed(claim);
  const { status, text } = await command(withdraw, claim);
  expect({ status, said: text.split('\n')[0] }).toEqual({ status: 0, said: `withdrawn: ${claimId} is voided` });
  await command(start, '--once', '--json');
  const after = await viewed(claim);
  expect([after.status, after.submissions]).toEqual(['voided', []]);
});

test('what a payer denied and laid on the patient is billed to him', async () => {
  const { claimId } = await viewed('LAID-ON');
  const { status, text } = await command(billPatient, 'LAID-ON');
  expect({ status, said: text.split('\n')[0] }).toEqual({
    status: 0,
    said: expect.stringContaining(`billed to the patient: ${claimId} is`),
  });
  expect((await viewed('LAID-ON')).money).toMatchObject({ denied: '0.00', patient: '203.00' });
});

test.each([
  [correct, ['SHARED', 'totalCharge=1.00']],
  [release, ['SHARED']],
  [withdraw, ['SHARED']],
  [billPatient, ['SHARED']],
])('an id of several claims is listed and nothing is done: %o', async (name, words) => {
  const { status, text } = await command(name, ...words);
  expect(status).toBe(1);
  expect(text).toMatch(/SHARED of behavioral-health.*\n.*SHARED of family-medicine/);
});

test('release is offered where it helps', async () => {
  const { text } = await command(held, '--json');
  const offered = JSON.parse(text).claims.map(
    ({ externalId, commands }: { externalId: string; commands: string[] }) => [
      externalId,
      commands.map((each) => each.split(' ')[4]),
    ],
  );
  expect(Object.fromEntries(offered)).toEqual({
    TOTAL: ['correct'],
    OTHER: ['correct'],
    COVERAGE: ['correct', 'release', 'withdraw'],
    DENIED: ['correct', 'release'],
    AGAIN: ['correct', 'release', 'withdraw'],
    'SELF-PAY': ['correct', 'withdraw'],
    SECOND: ['correct', 'release', 'withdraw'],
    'LAID-ON': ['correct', 'release', 'bill-patient'],
    SHARED: ['correct'],
  });
});

test.each([
  [correct, ['TOTAL'], /say what to correct: .* correct CLAIM field=value --data /],
  [release, [], /say which claim .* release CLAIM --data /],
  [release, ['NONE'], 'there is no such claim'],
  [withdraw, [], /say which claim .* withdraw CLAIM --data /],
  [withdraw, ['DENIED'], 'a payer has the claim'],
  [billPatient, [], /say which claim .* bill-patient CLAIM --data /],
  [billPatient, ['DENIED'], 'nothing that was denied was laid on the patient'],
  [accept, ['ABC'], 'say which record'],
  [advance, ['soon'], 'say how far'],
])('%o %j is refused', async (name, words, message) => {
  await expect((async () => command(name, ...words))()).rejects.toThrow(message);
});
