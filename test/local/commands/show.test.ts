import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import { held } from '../../../local/commands/held.ts';
import { show } from '../../../local/commands/show.ts';
import { type ClaimRecord, changeClaim, readClaimFile } from '../../../shared/repositories/index.ts';
import { exampleEncounter } from '../../claims/example.ts';
import { claimsBySourceId, storeIn, takeIn } from '../../functions/claims-in-store.ts';
import { denyInPart } from '../../functions/settled-claim.ts';
import { testFolder } from '../adapters/temporary-folder.ts';
import { runCommand } from './run-command.ts';

let folder: string;
let claims: ReadonlyMap<string, ClaimRecord>;
const idOf = (sourceId: string) => claims.get(sourceId)?.claimId ?? '';

const oakStreet = {
  npi: '1999999984',
  organizationName: 'Oak Street Counseling',
  taxId: '987654321',
  address: { address1: '1 Oak Street', city: 'Albany', state: 'NY', postalCode: '12207' },
};

/** One claim denied in part, one held for two fields, one that two practices share the id of, and a conflict. */
beforeEach(async () => {
  folder = testFolder();
  const { services, close } = storeIn(folder);
  writeFileSync(join(folder, 'home.key'), '07'.repeat(32), { mode: 0o600 });
  await takeIn(services, 'first', [
    exampleEncounter,
    { ...exampleEncounter, encounterId: 'ENC-1002' },
    { ...exampleEncounter, encounterId: 'SHARED' },
    { ...exampleEncounter, encounterId: 'SHARED', practiceId: 'oak-street', billingProvider: oakStreet },
  ]);
  await takeIn(services, 'second', [{ ...exampleEncounter, placeOfServiceCode: '10' }]);
  claims = await claimsBySourceId(services);
  const denied = claims.get('ENC-1001');
  const wrong = claims.get('ENC-1002');
  if (denied === undefined || wrong === undefined) throw new Error('the claims are not open');
  await denyInPart(services, denied);
  const scope = { practiceId: wrong.practiceId };
  const file = await readClaimFile(services.items, scope, wrong.claimId);
  if (file === undefined) throw new Error('the claim is not open');
  const change = changeClaim(scope, file, '2026-03-10T08:00:00Z');
  const reason = { severity: 'error', message: 'It is wrong: correct it.' } as const;
  change.moveTo('held', [
    { ...reason, code: 'npi', field: 'renderingProvider.npi' },
    { ...reason, code: 'charge', field: 'serviceLines[1].charge' },
  ]);
  await change.commit(services.items);
  close();
});

test('show prints the claim with its money, dates, files and postings', async () => {
  const { status, text } = await runCommand(show, 'ENC-1001', '--data', folder);
  const claimId = idOf('ENC-1001');
  expect(status).toBe(0);
  const lines = text.split('\n');
  expect(lines.slice(0, 5)).toEqual([
    `${claimId}  partially-denied  ENC-1001 of willow-creek, Evergreen Health Plan (SBX01), services 2026-03-02 to 2026-03-09`,
    'billed 305.50 = 200.00 paid + 80.50 denied + 25.00 owed by the patient',
    '  The payer denied 80.50 with CO-50.',
    'waits for a person until 2026-04-11 09:00',
    'to do: partial-denial, 80.50, by 2026-04-11',
  ]);
  expect(lines).toContain('  2026-03-12 09:00  payment posted: remittance R1, claim 1');
  expect(lines).toContain(`  1  ${claimId}01  adjudicated, frequency 1, transmission T1, payer's number PAYER-7`);
  expect(lines).toContain(`  ${join(folder, 'objects/edi/out/T1.837')}  claims sent (837), attempt 1`);
  expect(lines).toContain('│ 2026-03-11 │ receivable:follow-up │   80.50 │ CO-50  │');
  expect(lines).toContain('│            │ sum                  │    0.00 │        │');
  expect(text).toBe(stripVTControlCharacters(text));
  expect(text).not.toMatch(/Santos|W123456789/);
});

test('show --json prints the view', async () => {
  const { text } = await runCommand(show, idOf('ENC-1001'), '--json', '--data', folder);
  expect(JSON.parse(text)).toMatchObject({
    externalId: 'ENC-1001',
    status: 'partially-denied',
    money: { paid: '200.00' },
  });
});

test('show lists claims that share an id', async () => {
  const { status, text } = await runCommand(show, 'SHARED', '--data', folder);
  expect(status).toBe(1);
  expect(text).toMatch(/SHARED of willow-creek/);
  expect(text).toMatch(/SHARED of oak-street/);
});

test.each([
  [['show it'], 'there is no such claim'],
  [[], 'say which claim'],
  [['one', 'two'], 'say which claim'],
])('show %j is refused', async (words, message) => {
  await expect(runCommand(show, ...words, '--data', folder)).rejects.toThrow(message);
});

test('a folder without a store is refused and stays empty', async () => {
  const empty = join(testFolder(), 'none');
  for (const command of [show, held]) {
    await expect(runCommand(command, 'ENC-1', '--data', empty)).rejects.toThrow('holds no claims yet');
  }
});

test('held says why each claim waits and what to type', async () => {
  const { status, text } = await runCommand(held, '--data', folder);
  const [heldId, deniedId] = [idOf('ENC-1002'), idOf('ENC-1001')];
  const services = 'services 2026-03-02 to 2026-03-09';
  expect(status).toBe(0);
  expect(text.replace(/(> npm run claimwright -- (?:accept|dismiss)) \S+/g, '$1 RECORD')).toBe(`held: 1
  ${heldId}  held  ENC-1002 of willow-creek, Evergreen Health Plan (SBX01), ${services}
      renderingProvider.npi: It is wrong: correct it.
      serviceLines[1].charge: It is wrong: correct it.
      > npm run claimwright -- correct ${heldId} renderingProvider.npi=VALUE 'serviceLines[1].charge=VALUE' --data ${folder}
partially-denied: 1
  ${deniedId}  partially-denied  ENC-1001 of willow-creek, Evergreen Health Plan (SBX01), ${services}
      The payer denied 80.50 with CO-50.
      > npm run claimwright -- correct ${deniedId} FIELD=VALUE --data ${folder}
      > npm run claimwright -- release ${deniedId} --data ${folder}
conflicts: 1
  ENC-1001, encounters.json, encounter 1, repeats claim ${deniedId}
      A claim with this identity came before with other content. Accepting this one corrects the earlier claim while that waits for a person. Once a payer has settled it, this one replaces it there, if that payer takes replacements; otherwise it becomes a new claim beside it. Or leave it.
      > npm run claimwright -- accept RECORD --data ${folder}
      > npm run claimwright -- dismiss RECORD --data ${folder}
`);
});

test('held --json prints the same', async () => {
  const { text } = await runCommand(held, '--json', '--data', folder);
  const { claims: waiting, conflicts } = JSON.parse(text);
  expect(waiting.map(({ externalId }: { externalId: string }) => externalId)).toEqual(['ENC-1002', 'ENC-1001']);
  expect(waiting[0].reasons[0].field).toBe('renderingProvider.npi');
  expect(conflicts).toMatchObject([
    {
      claimId: idOf('ENC-1001'),
      commands: ['accept', 'dismiss'].map(
        (name) => `npm run claimwright -- ${name} ${conflicts[0].record} --data ${folder}`,
      ),
    },
  ]);
});
