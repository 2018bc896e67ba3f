import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readUploads } from '../../local/commands/upload.ts';
import type { Home } from '../../local/home/home.ts';
import type { ClaimId } from '../../shared/claims/index.ts';
import { balances } from '../../shared/ledger/index.ts';
import { type ClaimFile, claimFiles, readClaimFile, readTimeline } from '../../shared/repositories/index.ts';
import { acceptConflict, correctClaim, releaseClaim, runReport } from '../../shared/use-cases/index.ts';
import { biller, correct, encounter, release, scope, stands, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

async function heldForNextPayer(home: Home): Promise<ClaimFile | undefined> {
  for await (const file of claimFiles(home.services.items, { practiceId: 'surgical-group' })) {
    if (file.record.reasons.some(({ code }) => code === 'next-payer')) return file;
  }
  return undefined;
}

const settled = { denied: 0, open: 0, billed: 20_300 };

describe('what a person does to a claim that waits', () => {
  test.each<[string, object, { status: string; reasons: string[] }, string[], { status: string; attempts: string[] }]>([
    [
      'held by the scrub: the field is corrected, and the claim goes out once',
      encounter('PAID1', { diagnosisCodes: ['J02.999999'] }),
      { status: 'held', reasons: ['diagnosis-code-malformed'] },
      ['diagnoses[0].code=J029'],
      { status: 'closed', attempts: ['1 adjudicated'] },
    ],
    [
      'coverage was not active: another member id is',
      encounter('INACTIVE2'),
      { status: 'held', reasons: ['coverage-inactive'] },
      ['subscriber.memberId=PAID2'],
      { status: 'closed', attempts: ['1 adjudicated'] },
    ],
    [
      'rejected in the 277CA: it was never adjudicated, so the next attempt is an original again',
      encounter('REJ2773'),
      { status: 'rejected', reasons: ['rejected-277ca'] },
      ['subscriber.memberId=PAID3'],
      { status: 'closed', attempts: ['1 rejected', '1 adjudicated'] },
    ],
    [
      'rejected in the 999',
      encounter('REJ9994'),
      { status: 'rejected', reasons: ['rejected-999'] },
      ['subscriber.memberId=PAID4'],
      { status: 'closed', attempts: ['1 rejected', '1 adjudicated'] },
    ],
    [
      'denied: the next attempt replaces it under the number that the payer gave it',
      encounter('DENY505'),
      { status: 'denied', reasons: ['denied-CO-50'] },
      ['subscriber.memberId=PAID5'],
      { status: 'closed', attempts: ['1 adjudicated', '7 adjudicated'] },
    ],
    [
      'denied by a payer that takes corrections as new claims',
      encounter('DENY506', { payerId: 'LRMED' }),
      { status: 'denied', reasons: ['denied-CO-50'] },
      ['subscriber.memberId=PAID6'],
      { status: 'closed', attempts: ['1 adjudicated', '1 adjudicated'] },
    ],
    [
      'denied in part',
      encounter('PARTIAL977'),
      { status: 'partially-denied', reasons: ['denied-CO-97'] },
      ['subscriber.memberId=PAID7'],
      { status: 'closed', attempts: ['1 adjudicated', '7 adjudicated'] },
    ],
    [
      'overdue after acceptance: sent again',
      encounter('SILENT8'),
      { status: 'overdue', reasons: ['remittance-overdue'] },
      ['subscriber.memberId=PAID8'],
      { status: 'closed', attempts: ['1 accepted', '1 adjudicated'] },
    ],
  ])('%s', async (_name, sent, before, corrections, after) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', sent));
    expect(await stands(home)).toMatchObject(before);
    await correct(home, ...corrections);
    const ended = await stands(home);
    expect(ended).toMatchObject({ ...after, reasons: [], openWork: [], money: settled });
    expect(ended.money.paid + ended.money.patient).toBeGreaterThan(0);
    expect((await runReport(home.services)).ledgerImbalance).toBe(0);
  });

  test('a claim whose coverage a person knows better goes out when released', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('LAPSED1')));
    const [reason] = (await theClaim(home)).record.reasons;
    expect(reason).toMatchObject({ code: 'coverage-inactive', message: expect.stringContaining('until 2026-03-02,') });
    await release(home);
    // The payer says the same in its remittance.
    expect(await stands(home)).toMatchObject({ status: 'denied', reasons: ['denied-PR-27'] });
  });

  test('a claim that would be rejected for certain is held again when released', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1', { diagnosisCodes: ['J02.999999'] })));
    await release(home);
    expect(await stands(home)).toMatchObject({ status: 'held', attempts: [], reasons: ['diagnosis-code-malformed'] });
  });

  test('a claim that charges nothing is told to its payer, and closes without money', async () => {
    using home = await temporaryHome();
    const visit = {
      serviceDate: '2026-03-03',
      procedureCode: '99024',
      charge: '0.00',
      units: 1,
      diagnosisCodePointers: [1],
    };
    await takeIn(home, uploadOf('one', encounter('PAID1', { serviceLines: [visit] })));
    const { money, ...ended } = await stands(home);
    expect(ended).toEqual({ status: 'closed', reasons: [], attempts: ['1 adjudicated'], openWork: [] });
    expect(Object.values(money).every((amount) => amount === 0)).toBe(true);
  });

  test('a claim held for its next payer bills the patient once a person says that there is none', async () => {
    using home = await temporaryHome();
    const [surgical] = await readUploads([join(import.meta.dirname, '../../examples/claims/surgical-group.837')]);
    if (surgical === undefined) throw new Error('the sample is gone');
    await takeIn(home, surgical);
    const before = await heldForNextPayer(home);
    expect(before?.record.status).toBe('held');
    expect(balances(before?.journal ?? [])['receivable:patient']).toBe(0);
    const practice = { practiceId: before?.record.practiceId ?? '' };
    const claimId = before?.record.claimId as ClaimId;
    await releaseClaim(practice, biller, home.services, claimId);
    await home.time.run();
    const after = await readClaimFile(home.services.items, practice, claimId);
    const sums = balances(after?.journal ?? []);
    expect(after?.record.status).toBe('closed');
    expect([sums['receivable:payer'], after?.statements.at(-1)?.amountCents]).toEqual([0, sums['receivable:patient']]);
    expect(sums['receivable:patient']).toBeGreaterThan(0);
  });

  test('a claim that waits for nobody is not corrected', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1')));
    const { claimId } = (await theClaim(home)).record;
    const refused = await correctClaim(scope, biller, home.services, claimId, ['subscriber.memberId=X1']);
    expect(refused).toMatchObject({ ok: false, problem: [{ field: 'status' }] });
  });

  test('a corrected charge is booked as a difference, never edited', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1', { totalCharge: '200.00' })));
    expect(await stands(home)).toMatchObject({ status: 'held', reasons: ['total-charge-differs'] });
    await correct(home, 'totalCharge=203.00');
    expect(await stands(home)).toMatchObject({ status: 'closed', money: settled });
    const charges = (await theClaim(home)).journal.filter(({ key }) => key.startsWith('charge'));
    expect(charges.map(({ postings }) => Math.abs(postings[0]?.amount ?? 0))).toEqual([20_000, 300]);
  });
});

describe('a record that repeats one that came before', () => {
  const first = encounter('PAID1');
  const other = { ...first, diagnosisCodes: ['R50.9'] };
  async function accepted(home: Home, record: string | undefined) {
    const [fileId = '', ordinal = ''] = record?.split('-') ?? [];
    const result = await acceptConflict(biller, home.services, fileId, Number(ordinal));
    await home.time.run();
    return result;
  }

  test('with the same content is a duplicate, in one file or in two', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', first, first), uploadOf('two', first));
    const report = await runReport(home.services);
    expect([report.claims.total, report.duplicates.length, report.conflicts.length]).toEqual([1, 2, 0]);
  });

  test('with other content is a conflict; accepted while the claim is held, it corrects it', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', { ...first, diagnosisCodes: [] }), uploadOf('two', other));
    const { conflicts } = await runReport(home.services);
    expect(await accepted(home, conflicts[0]?.record)).toMatchObject({ ok: true, value: { as: 'correction' } });
    expect(await stands(home)).toMatchObject({ status: 'closed', money: settled });
    expect((await runReport(home.services)).conflicts).toEqual([]);
  });

  test('accepted when the claim has been settled, it is a claim of its own, which replaces that one at the payer', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', first), uploadOf('two', other));
    const { conflicts } = await runReport(home.services);
    expect(await accepted(home, conflicts[0]?.record)).toMatchObject({ ok: true, value: { as: 'new-claim' } });
    expect((await runReport(home.services)).claims.byStatus).toEqual({ closed: 1, voided: 1 });
  });
});

describe('what comes late, or never', () => {
  test('a person is reminded until the workflow hands over; the claim still answers a year later', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('PAID1', { payerId: 'NO-LIMIT', diagnosisCodes: ['J02.999999'] })));
    await home.time.advanceTo(new Date('2027-04-01T00:00:00Z'));
    const { record, wait } = await theClaim(home);
    expect([record.status, record.workflow, wait]).toEqual(['held', 'ended', undefined]);
    await correct(home, 'diagnoses[0].code=J029');
    expect(await stands(home)).toMatchObject({ status: 'closed', attempts: ['1 adjudicated'] });
    expect((await theClaim(home)).record.generation).toBe(2);
  });

  test.each([
    ['a replacement has a limit of its own', 'HTREE', '7 adjudicated', 'nothing found'],
    ['a new claim is a first claim again', 'GRMUT', '1 adjudicated', expect.stringContaining('takes a first claim')],
  ])('a correction a year later of a claim that was denied: %s', async (_name, payerId, attempt, scrubbed) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('DENY50', { payerId })));
    await home.time.advanceTo(new Date('2027-04-01T00:00:00Z'));
    await correct(home, 'subscriber.memberId=PAID1');
    expect((await stands(home)).attempts[1]).toBe(attempt);
    const timeline = await readTimeline(home.services.items, scope, (await theClaim(home)).record.claimId);
    expect(timeline.findLast(({ what }) => what === 'scrubbed')?.detail).toEqual(scrubbed);
  });

  test('a reversal after the claim was closed opens it again, and closes it with the lower payment', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('REVERSE1')));
    const { record, mail } = await theClaim(home);
    expect([record.status, record.generation > 1]).toEqual(['closed', true]);
    const payments = mail.flatMap(({ content }) => (content.kind === 'remittance' ? [content.payment] : []));
    expect(payments.map(({ statusCode }) => statusCode)).toEqual(['1', '22', '1']);
    const net = payments.reduce((sum, { paid }) => sum + paid, 0);
    expect((await stands(home)).money).toMatchObject({ ...settled, paid: net });
  });
});
