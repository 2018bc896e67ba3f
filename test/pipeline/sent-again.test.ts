import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { claimFiles, type PracticeScope } from '../../shared/repositories/index.ts';
import { acceptConflict, correctClaim, runReport } from '../../shared/use-cases/index.ts';
import { outgoingClaim } from '../../shared/use-cases/outgoing-claim.ts';
import { gather } from '../conformance/gather.ts';
import { biller, correct, encounter, scope, stands, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

/** What became of what was sent: nothing is billed twice, whatever else it says. */
async function setAside(home: Home) {
  const { claims, duplicates, conflicts } = await runReport(home.services);
  return { claims: claims.total, duplicates: duplicates.length, conflicts: conflicts.length };
}

/** Accepts every conflict that is listed. */
async function acceptAll(home: Home): Promise<readonly string[]> {
  const said: string[] = [];
  for (const { record = '' } of (await runReport(home.services)).conflicts) {
    const [fileId = '', ordinal] = record.split('-');
    const accepted = await acceptConflict(biller, home.services, fileId, Number(ordinal));
    said.push(accepted.ok ? accepted.value.as : 'refused');
    await home.time.run();
  }
  return said;
}

const one = { claims: 1, duplicates: 1, conflicts: 0 };
const undiagnosed = { diagnosisCodes: [] };
const diagnosed = ['diagnoses[0].code=J02.9'];

describe('an encounter that is sent again as it was corrected here', () => {
  test.each([
    ['of a claim that is closed', encounter('PAID1', undiagnosed), diagnosed, {}],
    ['of one that is on its way', encounter('SILENT1', undiagnosed), diagnosed, {}],
    [
      'of one that is held still',
      encounter('PAID1', { ...undiagnosed, totalCharge: '1.00' }),
      diagnosed,
      { totalCharge: '1.00' },
    ],
    [
      'of one that was denied',
      encounter('DENY50'),
      ['subscriber.memberId=PAID1'],
      encounter('PAID1', { encounterId: 'E-DENY50' }),
    ],
    ['to another payer', encounter('PAID1', undiagnosed), [...diagnosed, 'payer.payerId=GRMUT'], { payerId: 'GRMUT' }],
  ])('%s is that claim', async (_name, sent, corrections, corrected) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', sent));
    await correct(home, ...corrections);
    const before = await stands(home);
    const again = { ...sent, diagnosisCodes: ['J02.9'], ...corrected };
    await takeIn(home, uploadOf('two', again));
    expect(await setAside(home)).toEqual(one);
    expect(await stands(home)).toEqual(before);
    const { duplicates } = await runReport(home.services);
    expect(duplicates).toMatchObject([{ reasons: [expect.stringContaining('as it was corrected')] }]);
  });

  test('is a conflict where it says something else, and as it came first, it is the same', async () => {
    using home = await temporaryHome();
    const sent = encounter('PAID1', undiagnosed);
    await takeIn(home, uploadOf('one', sent));
    await correct(home, ...diagnosed);
    await takeIn(home, uploadOf('two', { ...sent, diagnosisCodes: ['R50.9'] }), uploadOf('three', sent));
    expect(await setAside(home)).toEqual({ claims: 1, duplicates: 1, conflicts: 1 });
  });
});

describe('a conflict', () => {
  test('that says what the claim was corrected to since is accepted as that, and bills nothing', async () => {
    using home = await temporaryHome();
    const sent = encounter('PAID1', undiagnosed);
    const again = { ...sent, diagnosisCodes: ['J02.9'] };
    await takeIn(home, uploadOf('one', sent), uploadOf('two', again));
    await correct(home, ...diagnosed);
    const before = await stands(home);
    expect(await acceptAll(home)).toEqual(['correction']);
    expect(await setAside(home)).toEqual({ claims: 1, duplicates: 0, conflicts: 0 });
    expect(await stands(home)).toEqual(before);
  });

  test('that is accepted is no conflict when it is sent once more', async () => {
    using home = await temporaryHome();
    const sent = encounter('PAID1', undiagnosed);
    const again = { ...sent, diagnosisCodes: ['J02.9'] };
    await takeIn(home, uploadOf('one', sent), uploadOf('two', again, again));
    expect(await setAside(home)).toEqual({ claims: 1, duplicates: 1, conflicts: 1 });
    expect(await acceptAll(home)).toEqual(['correction']);
    await takeIn(home, uploadOf('three', again));
    expect(await setAside(home)).toEqual({ claims: 1, duplicates: 2, conflicts: 0 });
  });
});

describe('a conflict with a claim that the payer has settled', () => {
  const changed = { diagnosisCodes: ['R50.9'] };

  test('replaces it at a payer that takes replacements, and is that claim when it is sent once more', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1')), uploadOf('two', encounter('PAID1', changed)));
    const [{ submissions } = await theClaim(home)] = await gather(claimFiles(home.services.items, scope));
    expect(await acceptAll(home)).toEqual(['new-claim']);
    const files = await gather(claimFiles(home.services.items, scope));
    const replacement = files.find(({ record }) => record.claim.claimFrequencyCode === '7');
    expect(replacement?.submissions).toMatchObject([
      { claimFrequencyCode: '7', payerClaimControlNumber: submissions[0]?.assignedPayerClaimControlNumber },
    ]);
    expect(files.map(({ record: { status } }) => status).toSorted()).toEqual(['closed', 'voided']);
    expect((await runReport(home.services)).money).toMatchObject({ billed: 20_300, denied: 0, open: 0 });
    await takeIn(home, uploadOf('three', encounter('PAID1', changed)));
    expect(await setAside(home)).toEqual({ claims: 2, duplicates: 1, conflicts: 0 });
  });

  test('replaces what has replaced that claim already', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1')), uploadOf('two', encounter('PAID1', changed)));
    expect(await acceptAll(home)).toEqual(['new-claim']);
    await takeIn(home, uploadOf('three', encounter('PAID1', { diagnosisCodes: ['J03.90'] })));
    expect(await acceptAll(home)).toEqual(['new-claim']);
    const files = await gather(claimFiles(home.services.items, scope));
    expect(files.map(({ record: { status } }) => status).toSorted()).toEqual(['closed', 'voided', 'voided']);
    expect(files.find(({ record }) => record.status === 'closed')?.record.claim.diagnoses[0]?.code).toBe('J0390');
    expect((await runReport(home.services)).money).toMatchObject({ billed: 20_300, denied: 0, open: 0 });
  });

  test('is held as billed already at one that takes corrections as new claims', async () => {
    using home = await temporaryHome();
    const atMedicare = { payerId: 'LRMED' };
    await takeIn(
      home,
      uploadOf('one', encounter('PAID1', atMedicare)),
      uploadOf('two', encounter('PAID1', { ...atMedicare, ...changed })),
    );
    expect(await acceptAll(home)).toEqual(['new-claim']);
    const { list } = (await runReport(home.services)).claims;
    expect(list.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toContain('service-already-billed');
  });
});

describe('an 837 that is sent again as its claims were corrected here', () => {
  const group: PracticeScope = { practiceId: 'surgical-group' };
  const sample = readFileSync(join(import.meta.dirname, '../../examples/claims/surgical-group.837'), 'utf8');
  const upload = (name: string, text: string) => ({ path: `/uploads/${name}.837`, bytes: Buffer.from(text) });
  /** With the first of these words after its CLM01 written otherwise. */
  const inClaim = (right: string, wrong: string) => {
    const place = sample.indexOf(right, sample.indexOf('CLM*MSG-3002*'));
    return `${sample.slice(0, place)}${wrong}${sample.slice(place + right.length)}`;
  };

  test.each([
    ['its diagnosis', inClaim('K8020~', '9999~'), ['diagnoses[0].code=K8020']],
    ['its NPI', inClaim('1000003115', '1000003151'), ['renderingProvider.npi=1000003115']],
    ['its charge', inClaim('*3450*', '*3540*'), ['serviceLines[0].charge=3450.00']],
    ['the day of a service', inClaim('20260303', '20620303'), ['serviceLines[0].serviceDate=2026-03-03']],
  ])('%s: it is the same claim', async (_name, wrong, corrections) => {
    using home = await temporaryHome();
    await takeIn(home, upload('one', wrong));
    const { claimId, status } = (await theClaim(home, 'MSG-3002', group)).record;
    expect(status).toBe('held');
    expect(await correctClaim(group, biller, home.services, claimId, corrections)).toMatchObject({ ok: true });
    await home.time.run();
    const { claims } = await setAside(home);
    await takeIn(home, upload('two', sample));
    const after = await setAside(home);
    expect({ claims: after.claims, conflicts: after.conflicts }).toEqual({ claims, conflicts: 0 });
  });
});

test('of what was opened before countries and days of admission were the claim’s own, the 837 says them still', async () => {
  using home = await temporaryHome();
  const path = join(import.meta.dirname, '../../examples/claims/surgical-group.837');
  await takeIn(home, { path, bytes: readFileSync(path) });
  const practice = { practiceId: 'surgical-group' };
  const { record } = await theClaim(home, 'MSG-3003', practice);
  const { admissionDate, ...claim } = record.claim;
  const { projection: _since, ...earlier } = { ...record, claim };
  expect(admissionDate).toBe('2026-03-04');
  expect((await outgoingClaim(home.services.items, practice, earlier)).claim).toEqual(record.claim);
  // Of a claim that has them they can be removed.
  expect((await outgoingClaim(home.services.items, practice, { ...record, claim })).claim).toEqual(claim);
});
