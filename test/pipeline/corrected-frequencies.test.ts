import { describe, expect, test } from 'vitest';
import { acceptConflict, correctClaim, runReport } from '../../shared/use-cases/index.ts';
import { biller, scope, theClaim } from './one-claim.ts';
import { inFull } from './payer-answers.ts';
import {
  closed,
  denial,
  inCredit,
  nothing,
  paid,
  plays,
  type Row,
  reject,
  type Step,
  says,
  send,
  unbilled,
  voided,
  voids,
} from './play-claims.ts';

/** Corrects a claim to another frequency, under the number that the payer gave claim A. */
const correctedTo =
  (claimFrequencyCode: string, externalId: string, ...others: readonly string[]): Step =>
  async (home) => {
    const { record } = await theClaim(home, externalId);
    const theirs = (await theClaim(home, 'A')).submissions[0]?.assignedPayerClaimControlNumber;
    const corrections = [`claimFrequencyCode=${claimFrequencyCode}`, `payerClaimControlNumber=${theirs}`, ...others];
    expect(await correctClaim(scope, biller, home.services, record.claimId, corrections)).toMatchObject({ ok: true });
    await home.time.run();
  };

/** The amounts with which the corrections of a claim were booked. */
const corrections =
  (externalId: string, ...amounts: readonly number[]): Step =>
  async (home) => {
    const { journal } = await theClaim(home, externalId);
    const entries = journal.filter(({ key }) => key.startsWith('charge-correction#'));
    expect(entries.map(({ postings }) => postings)).toEqual(
      amounts.map((amount) => [
        { account: 'receivable:payer', amount },
        { account: 'revenue', amount: -amount },
      ]),
    );
  };

const time: Step = (home) => home.time.advanceTo(new Date('2026-07-01T00:00:00Z'));
const isHeld = (money: object) => ({ status: 'held', reasons: ['diagnosis-code-malformed'], money });
const billed = { ...nothing, billed: 20_300, open: 20_300 };
const malformed = { diagnosisCodes: ['J0'] };
const heldVoid = send('V', 'SILENT7', { claimFrequencyCode: '8', payerClaimControlNumber: 'P1', ...malformed });
const heldOriginal = send('V', 'SILENT7', malformed);
const mended = 'diagnoses[0].code=J029';
const deniedMoney = { ...nothing, billed: 20_300, denied: 20_300 };
const denied = { status: 'denied', reasons: ['denied-CO-50'], money: deniedMoney };
const isDenied = [says('A', '2026-05-09', denial), { A: denied }] as const;
const paysV = says('V', '2026-06-09', inFull);

describe('a claim that is corrected', () => {
  test.each<Row>([
    [
      'from a void to an original bills its charge, and is closed once it is paid',
      [
        [heldVoid, { V: isHeld(nothing) }],
        [correctedTo('1', 'V', mended), { V: { status: 'overdue', money: billed } }],
        [corrections('V', 20_300), {}],
        [paysV, { V: closed }],
      ],
    ],
    [
      'from a void to a replacement likewise',
      [
        paid,
        [heldVoid, { V: isHeld(nothing) }],
        [correctedTo('7', 'V', mended), { A: closed, V: { status: 'overdue', money: billed } }],
        [paysV, { A: inCredit, V: closed }],
        [corrections('V', 20_300), {}],
      ],
    ],
    [
      'from an original to a void bills nothing, and is closed once that is accepted',
      [
        paid,
        [heldOriginal, { V: isHeld(billed) }],
        [correctedTo('8', 'V', mended), { A: inCredit, V: unbilled }],
        [corrections('V', -20_300), {}],
      ],
    ],
    [
      'from a replacement to a void likewise',
      [
        isDenied,
        [send('V', 'SILENT7', { claimFrequencyCode: '7', payerClaimControlNumber: 'P1', ...malformed }), {}],
        [correctedTo('8', 'V', mended), { A: voided, V: unbilled }],
        [corrections('V', -20_300), {}],
      ],
    ],
    [
      'to a void and back bills its charge again',
      [
        [heldOriginal, {}],
        [correctedTo('8', 'V'), { V: isHeld(nothing) }],
        [correctedTo('1', 'V'), { V: isHeld(billed) }],
        [correctedTo('8', 'V'), { V: isHeld(nothing) }],
        [corrections('V', -20_300, 20_300, -20_300), {}],
      ],
    ],
    [
      'in the charge of a void bills nothing still, and in that of an original the difference',
      [
        [heldVoid, {}],
        [correctedTo('8', 'V', 'totalCharge=150.00', 'serviceLines[0].charge=112.00'), { V: isHeld(nothing) }],
        [correctedTo('1', 'V'), { V: isHeld({ ...nothing, billed: 15_000, open: 15_000 }) }],
        [correctedTo('1', 'V', 'totalCharge=203.00', 'serviceLines[0].charge=165.00'), { V: isHeld(billed) }],
        [corrections('V', 15_000, 5_300), {}],
      ],
    ],
    [
      'to an original once its void was rejected bills its charge',
      [
        paid,
        [voids, { A: inCredit, V: unbilled }],
        [reject('V'), { A: closed, V: { status: 'rejected', money: nothing } }],
        [correctedTo('1', 'V'), { V: { status: 'overdue', money: billed } }],
        [paysV, { V: closed }],
      ],
    ],
    [
      'to its own void before any answer bills nothing, and is closed once that is accepted',
      [
        [time, { A: { status: 'overdue' } }],
        [correctedTo('8', 'A'), { A: unbilled }],
        [corrections('A', -20_300), {}],
      ],
    ],
    [
      'to its own void after a denial stays billed until that is accepted, and is billed once when it is corrected back',
      [
        isDenied,
        [correctedTo('8', 'A', 'diagnoses[0].code=J0'), { A: isHeld(deniedMoney) }],
        [correctedTo('7', 'A', mended), { A: { status: 'overdue', money: deniedMoney } }],
        [corrections('A'), {}],
        [says('A', '2026-06-09', inFull), { A: closed }],
      ],
    ],
  ])('%s', (_name, steps) => plays(steps));

  test('by a repeat of another frequency that is accepted bills its charge', async () => {
    const accepted: Step = async (home) => {
      const [fileId = '', ordinal] = (await runReport(home.services)).conflicts[0]?.record?.split('-') ?? [];
      expect(await acceptConflict(biller, home.services, fileId, Number(ordinal))).toMatchObject({ ok: true });
      await home.time.run();
    };
    await plays([
      [heldVoid, {}],
      [send('V', 'SILENT7'), { V: isHeld(nothing) }],
      [accepted, { V: { status: 'overdue', money: billed } }],
      [paysV, { V: closed }],
    ]);
  });
});
