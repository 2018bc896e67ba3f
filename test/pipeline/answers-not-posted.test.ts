import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { patientControlNumber } from '../../shared/claims/index.ts';
import {
  readRemittanceFile,
  readTimeline,
  remittances,
  type SubmissionAcknowledgement,
} from '../../shared/repositories/index.ts';
import { runReport } from '../../shared/use-cases/index.ts';
import { gather } from '../conformance/gather.ts';
import { encounter, scope, stands, theClaim } from './one-claim.ts';
import { acknowledge, clp, fromClearinghouse, rejectedIn277, remittance835 } from './payer-answers.ts';
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
