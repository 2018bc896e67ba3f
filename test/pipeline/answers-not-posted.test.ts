import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { patientControlNumber } from '../../shared/claims/index.ts';
import {
  fileRecords,
  readRemittanceFile,
  readTimeline,
  remittances,
  type SubmissionAcknowledgement,
} from '../../shared/repositories/index.ts';
import { releaseClaim, remediesOf, runReport } from '../../shared/use-cases/index.ts';
import { gather } from '../conformance/gather.ts';
import { biller, encounter, scope, stands, theClaim } from './one-claim.ts';
import {
  acknowledge,
  answer,
  clp,
  fromClearinghouse,
  inFull,
  part,
  pay,
  rejectedIn277,
  remittance835,
  reversal,
} from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

/** What no claim has taken of all remittances: the reason, and the sentence for a person. */
async function unapplied(home: Home): Promise<readonly (readonly [reason: string, detail: string])[]> {
  const { items } = home.services;
  const all = await gather(remittances(items, scope, 'all'));
  const files = await Promise.all(all.map(({ remittanceId }) => readRemittanceFile(items, scope, remittanceId)));
  return files.flatMap((file) => file?.unapplied.map(({ reason, detail }) => [reason, detail] as const) ?? []);
}

const waits = { status: 'overdue', reasons: ['remittance-overdue'] };

describe('an 835 under a number that was not sent', () => {
  test.each<[string, object, number, object]>([
    ['the next attempt of a claim that was sent', encounter('SILENT1'), 2, waits],
    ['an attempt far from any', encounter('SILENT1'), 99, waits],
    ['an attempt that never is', encounter('SILENT1'), 0, waits],
    ['a claim that our checks hold', encounter('PAID1', { totalCharge: '1.00' }), 1, { status: 'held', attempts: [] }],
  ])('%s: its payment stays unapplied', async (_name, sent, attempt, then) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', sent));
    const before = await stands(home);
    expect(before).toMatchObject(then);
    const number = `${(await theClaim(home)).record.claimId}${String(attempt).padStart(2, '0')}`;
    const file = remittance835('TR1', 100, clp(number, 100));
    await fromClearinghouse(home, 'FIRST', file);
    await fromClearinghouse(home, 'AGAIN', file);
    await home.time.run();
    expect(await stands(home)).toEqual(before);
    expect(await unapplied(home)).toEqual([['not-sent', expect.stringContaining(`pays 100.00 under ${number}`)]]);
    const report = await runReport(home.services);
    expect([report.unapplied, report.ledgerImbalance]).toEqual([10_000, 0]);
  });

  test.each<[string, SubmissionAcknowledgement]>([
    ['was rejected', rejectedIn277],
    ['is to be sent again because of a neighbour', { outcome: 'resend', reasons: [] }],
  ])('one of an attempt that %s: it was sent, and is paid', async (_name, acknowledgement) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENTACK1')));
    const file = await theClaim(home);
    await acknowledge(home, file, 1, acknowledgement);
    const isToBeSent = acknowledgement.outcome === 'resend';
    expect((await theClaim(home)).submissions[0]?.status).toBe(isToBeSent ? 'ready' : 'rejected');
    const number = patientControlNumber(file.record.claimId, 1);
    await fromClearinghouse(home, 'FIRST', remittance835('TR1', 100, clp(number, 100)));
    await home.time.settle();
    expect(await stands(home)).toMatchObject({
      status: 'closed',
      attempts: ['1 adjudicated'],
      money: { paid: 10_000, open: 0 },
    });
    expect(await unapplied(home)).toEqual([]);
  });
});

describe('a payer that does not adjudicate the claim', () => {
  test.each([
    ['23', 'not the claim of this payer, which has forwarded it to another one (CLP02 23)'],
    ['25', 'priced in advance (predetermination), without payment (CLP02 25)'],
  ])('CLP02 %s is in the timeline, once, and changes nothing', async (statusCode, what) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1')));
    const before = await stands(home);
    const { record } = await theClaim(home);
    const number = patientControlNumber(record.claimId, 1);
    const file = remittance835('TR1', 0, clp(number, 0, statusCode));
    await fromClearinghouse(home, 'FIRST', file);
    await fromClearinghouse(home, 'AGAIN', file);
    await home.time.run();
    expect(await stands(home)).toEqual(before);
    const timeline = await readTimeline(home.services.items, scope, record.claimId);
    const said = timeline.filter((event) => event.what === what);
    expect(said).toEqual([
      { at: expect.anything(), what, detail: expect.stringMatching(/^remittance \w{20}, claim 1$/) },
    ]);
    expect(await unapplied(home)).toEqual([['not-adjudicated', expect.anything()]]);
  });
});

describe('an answer whose sums do not come out', () => {
  const misses = 'claim 1: the charge less the adjustments comes to 101.00 and not 100.00 (CLP04)';
  const wrong = (number: string) => [...clp(number, 100).slice(0, -1), 'CAS*CO*45*102'];
  const isUnapplied = { status: 'overdue', reasons: ['remittance-unapplied'], openWork: ['overdue'] };

  /** Two claims that are answered in one remittance, the first with a dollar too much. */
  async function answered(home: Home) {
    await takeIn(home, uploadOf('one', encounter('SILENT1'), encounter('SILENT2')));
    const { record } = await theClaim(home, 'E-SILENT1');
    // Sent once more, it is answered in time.
    expect(await releaseClaim(scope, biller, home.services, record.claimId)).toMatchObject({ ok: true });
    await home.time.settle();
    const [first = '', second = ''] = [
      patientControlNumber(record.claimId, 2),
      patientControlNumber((await theClaim(home, 'E-SILENT2')).record.claimId, 1),
    ];
    await fromClearinghouse(home, 'WRONG', remittance835('TR1', 250, [...wrong(first), ...clp(second, 150)]));
    await home.time.run();
    return { record, first, second };
  }
  const standing = async (home: Home) => {
    const { record, work } = await theClaim(home, 'E-SILENT1');
    const openWork = work.filter(({ open }) => open).map(({ category }) => category);
    return { status: record.status, reasons: record.reasons.map(({ code }) => code), openWork };
  };
  const quarantined = async (home: Home) =>
    (await fileRecords(home.services.items)).flatMap(({ status, reason }) =>
      status === 'quarantined' ? [reason] : [],
    );

  test('is told the claim, which is not to be sent again, and is posted once it comes corrected', async () => {
    using home = await temporaryHome();
    const { record, first, second } = await answered(home);
    expect(await standing(home)).toEqual(isUnapplied);
    const { record: waiting } = await theClaim(home, 'E-SILENT1');
    expect(waiting.reasons[0]?.message).toMatch(`could not be applied (${misses}): ask the payer`);
    expect(await remediesOf(home.services.items, waiting)).toEqual({ canCorrect: false, canRelease: false });
    const what = 'a remittance came and could not be applied';
    const told = (await readTimeline(home.services.items, scope, record.claimId)).filter(
      (event) => event.what === what,
    );
    expect(told.map(({ detail }) => detail)).toEqual([expect.stringContaining(misses)]);
    const part = { payer: 'PAYER', traceNumber: 'TR1', amount: 10_000, reason: `${misses}.` };
    expect((await runReport(home.services)).unappliedParts).toEqual([part]);

    const corrected = remittance835('TR1', 250, [...clp(first, 100), ...clp(second, 150)]);
    await fromClearinghouse(home, 'CORRECTED', corrected);
    await fromClearinghouse(home, 'CORRECTED-AGAIN', corrected);
    await home.time.run();
    const report = await runReport(home.services);
    expect(report).toMatchObject({ unapplied: 0, unappliedParts: [], ledgerImbalance: 0 });
    expect(report.money).toMatchObject({ paid: 25_000, open: 0 });
    expect(report.claims.byStatus).toEqual({ closed: 2 });
    expect(await quarantined(home)).toEqual([]);
    expect((await gather(remittances(home.services.items, scope, 'all'))).map(({ status }) => status)).toEqual([
      'posted',
    ]);
  });

  test('is told one that is overdue already', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1')));
    const number = patientControlNumber((await theClaim(home)).record.claimId, 1);
    expect(await stands(home)).toMatchObject(waits);
    await fromClearinghouse(home, 'WRONG', remittance835('TR1', 100, wrong(number)));
    expect(await standing(home)).toEqual(isUnapplied);
    expect((await theClaim(home)).work.map(({ reasons }) => reasons[0]?.code)).toEqual(['remittance-unapplied']);
  });

  test('is no more why the claim is overdue once another remittance has answered all of it', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1')));
    const file = await theClaim(home);
    const said = answer(file, 1, '1', inFull);
    await fromClearinghouse(home, 'WRONG', remittance835('TR1', 100, wrong(said.patientControlNumber)));
    await pay(home, file, '2026-06-01', said);
    await pay(home, file, '2026-06-20', reversal(said));
    await home.time.run();
    expect(await stands(home)).toMatchObject(waits);
  });

  test('stands before what the claim waits for besides', async () => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1')));
    const file = await theClaim(home);
    const givesBack = { paid: 11_200, adjusted: { 'CO-45': 6_300, 'PR-2': -1_000 } };
    const said = part(answer(file, 1, '1', [givesBack]), 0);
    await pay(home, file, '2026-05-01', said);
    await home.time.run();
    expect(await stands(home)).toMatchObject({ reasons: ['remittance-overdue', 'patient-credit'] });
    await fromClearinghouse(home, 'WRONG', remittance835('TR1', 100, wrong(said.patientControlNumber)));
    await home.time.run();
    expect(await stands(home)).toMatchObject({
      status: 'overdue',
      reasons: ['remittance-unapplied', 'patient-credit'],
    });
  });

  test.each<[string, (first: string, second: string) => readonly string[]]>([
    ['what was posted', (first, second) => [...clp(first, 150), ...clp(second, 100)]],
    ['the order of its claims', (first, second) => [...clp(second, 150), ...clp(first, 100)]],
    [
      'nothing that can be applied now',
      (first, second) => [...wrong(first).map((each) => each.replace('X1', 'X2')), ...clp(second, 150)],
    ],
  ])('stays as it is where a copy changes %s', async (_name, loops) => {
    using home = await temporaryHome();
    const { first, second } = await answered(home);
    await fromClearinghouse(home, 'COPY', remittance835('TR1', 250, loops(first, second)));
    await home.time.run();
    expect(await standing(home)).toEqual(isUnapplied);
    expect(await quarantined(home)).toEqual([expect.stringContaining('came before with other content')]);
    expect(await runReport(home.services)).toMatchObject({ unapplied: 10_000, ledgerImbalance: 0 });
  });
});
