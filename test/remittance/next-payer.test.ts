import { describe, expect, test } from 'vitest';
import { balances, journalEntry, transfer, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import { asCents, sumCents } from '../../shared/money.ts';
import {
  type Adjustment,
  type ClaimPayment,
  currentAnswers,
  type LinePayment,
  paymentPostings,
  supersede,
  withProtectedShares,
} from '../../shared/remittance/index.ts';
import { claimOf } from './claim-of.ts';
import { back } from './said.ts';

/** Two services of 500.00 each. */
const base = claimOf(['99213', '2026-03-02'], ['87880', '2026-03-02']);
const serviceLines = base.serviceLines.map((line) => ({ ...line, charge: asCents(50_000) }));
const claim = { ...base, serviceLines, totalCharge: asCents(100_000) };

/** Dollars by reason. */
type Said = Readonly<Record<string, number>>;
const adjustmentsOf = (said: Said): Adjustment[] =>
  Object.entries(said).map(([code, dollars]) => {
    const [group = '', reasonCode = ''] = code.split('-');
    return { group: group as Adjustment['group'], reasonCode, amount: asCents(dollars * 100) };
  });

/** What a payer says of the first service, and of the claim; a line's payment is what its adjustments leave. */
function says(statusCode: string, ofLine: Said, ofClaim: Said = {}): ClaimPayment {
  const adjustments = adjustmentsOf(ofClaim);
  const less = (all: readonly Adjustment[]) => sumCents(all.map(({ amount }) => amount));
  const line: LinePayment = {
    procedureCode: '99213',
    procedureModifiers: [],
    charge: asCents(50_000),
    paid: asCents(50_000 - less(adjustmentsOf(ofLine))),
    adjustments: adjustmentsOf(ofLine),
    remarkCodes: [],
  };
  return {
    ordinal: 1,
    patientControlNumber: 'AAAAAAAAAAAAAAA01',
    statusCode,
    charge: asCents(50_000),
    paid: asCents(line.paid - less(adjustments)),
    patientResponsibility: asCents(0),
    adjustments,
    remarkCodes: [],
    serviceLines: [line],
  };
}

/** The same, said of the claim as a whole. */
function whole({ serviceLines: lines, adjustments, ...payment }: ClaimPayment): ClaimPayment {
  return { ...payment, adjustments: [...adjustments, ...lines.flatMap((line) => line.adjustments)], serviceLines: [] };
}

/** The same, said of half of the line. */
function half(statusCode: string, said: Said): ClaimPayment {
  const payment = says(statusCode, said);
  const [line] = payment.serviceLines;
  const paid = asCents(payment.paid - 25_000);
  const lines = line === undefined ? [] : [{ ...line, charge: asCents(25_000), paid }];
  return { ...payment, charge: asCents(25_000), paid, serviceLines: lines };
}

function standsAfter(...answers: readonly ClaimPayment[]) {
  const entries = answers.map((payment, index) => ({
    ...journalEntry(`payment#${index}`, '2026-04-01', paymentPostings(payment, 0)),
    attempt: 1,
  }));
  const counting = currentAnswers(claim, () => undefined, answers);
  const as = { key: 'superseded', date: '2026-04-01', attempt: 1, payersLeft: 0, isShareSettled: false };
  const billed = journalEntry('charge', '2026-03-05', transfer(asCents(50_000), 'revenue', 'receivable:payer'));
  const all = [billed, ...entries, ...[supersede(entries, counting, as) ?? []].flat()];
  const { paid, adjusted, denied, patient, open } = whereTheMoneyStands(balances(all));
  return [paid, adjusted, denied, patient, open].map((cents) => cents / 100);
}

/** Pays 300.00 of 500.00, writes 125.00 off and leaves 75.00 to the patient. */
const first = says('1', { 'CO-45': 125, 'PR-1': 75 });

describe('a payer that answers after another', () => {
  test.each<[string, ClaimPayment, readonly [number, number, number, number, number]]>([
    ['names all that the first has settled', says('2', { 'OA-23': 425, 'CO-45': 10 }), [365, 135, 0, 0, 0]],
    ['names it as its own reduction', says('2', { 'CO-45': 435 }), [365, 135, 0, 0, 0]],
    [
      'names the payment, and repeats the reduction',
      says('2', { 'OA-23': 300, 'CO-45': 125, 'PR-1': 10 }),
      [365, 125, 0, 10, 0],
    ],
    [
      'names the payment for the claim, and repeats the reduction',
      says('2', { 'CO-45': 125, 'PR-1': 10 }, { 'OA-23': 300 }),
      [365, 125, 0, 10, 0],
    ],
    [
      'names the payment and the reduction apart',
      says('2', { 'OA-23': 125, 'PR-1': 10 }, { 'OA-23': 300 }),
      [365, 125, 0, 10, 0],
    ],
    ['says so of the claim alone', whole(says('2', { 'CO-45': 435 })), [365, 135, 0, 0, 0]],
    ['allows more than the first', says('2', { 'OA-23': 300, 'CO-45': 100, 'PR-2': 35 }), [365, 125, 0, 10, 0]],
    ['denies it all', says('2', { 'CO-50': 500 }), [300, 125, 75, 0, 0]],
    ['denies what the first has left', says('2', { 'OA-23': 425, 'PR-96': 75 }), [300, 125, 75, 0, 0]],
    ["says that all of it was the first one's", says('2', { 'OA-23': 500 }), [300, 125, 0, 0, 75]],
    ["pays a part and calls the rest the first one's", says('2', { 'OA-23': 490 }), [310, 125, 0, 0, 65]],
    ['pays more than was left', says('2', { 'OA-23': 300 }), [500, 125, 0, 0, -125]],
    [
      'allows more than was billed',
      says('2', { 'OA-94': -100, 'OA-23': 425, 'CO-45': 100, 'PR-1': 10 }),
      [365, 125, 0, 10, 0],
    ],
  ])('%s', (_name, second, stands) => {
    expect(standsAfter(first, second)).toEqual(stands);
    expect(standsAfter(whole(first), second)).toEqual(stands);
    expect(standsAfter(second, first)).toEqual(stands);
  });

  const denied = says('1', { 'CO-97': 500 });
  const deniedInPart = says('1', { 'CO-45': 125, 'PR-1': 75, 'PR-96': 100 });
  test.each<[string, ClaimPayment, ClaimPayment, readonly [number, number, number, number, number]]>([
    ['pays what the first has denied', denied, says('2', { 'CO-45': 150, 'PR-2': 100 }), [250, 150, 0, 100, 0]],
    ['pays a part of it and denies the rest', denied, says('2', { 'PR-96': 400 }), [100, 0, 400, 0, 0]],
    ['denies it too', denied, says('2', { 'CO-97': 500 }), [0, 0, 500, 0, 0]],
    [
      'calls a deductible settled, beside which a reduction was no denial',
      says('1', { 'PR-1': 300, 'CO-45': 150, 'CO-172': 50 }),
      says('2', { 'OA-23': 500 }),
      [0, 200, 0, 0, 300],
    ],
    ['calls it settled', denied, says('2', { 'OA-23': 500 }), [0, 0, 500, 0, 0]],
    ['pays the share of the patient alone', deniedInPart, says('2', { 'OA-23': 425 }), [275, 125, 100, 0, 0]],
    ['pays that, and denies the rest', deniedInPart, says('2', { 'OA-23': 325, 'PR-96': 100 }), [275, 125, 100, 0, 0]],
    ['pays for both', deniedInPart, says('2', { 'OA-23': 325, 'PR-2': 20 }), [355, 125, 0, 20, 0]],
  ])('%s', (_name, one, second, stands) => {
    for (const first of [one, whole(one)]) {
      for (const next of [second, whole(second)]) {
        expect(standsAfter(first, next)).toEqual(stands);
        expect(standsAfter(next, first)).toEqual(stands);
      }
    }
  });

  const by = (payerIdentifier: string, payment: ClaimPayment): ClaimPayment => ({ ...payment, payerIdentifier });
  const refusal = says('4', { 'CO-97': 500 });
  test.each<[string, ClaimPayment, ClaimPayment, readonly [number, number, number, number, number]]>([
    ['denies what the first has paid', by('A', first), by('B', refusal), [300, 125, 75, 0, 0]],
    [
      'pays what the first has denied, by a denial that names no turn',
      by('A', refusal),
      by('B', says('2', { 'CO-45': 150, 'PR-2': 100 })),
      [250, 150, 0, 100, 0],
    ],
    ['is the first again, and denies what it has paid', by('A', first), by('A', refusal), [300, 0, 500, 0, -300]],
    [
      'is the first again under another number and its own name, and denies what it has paid',
      { ...by('A', first), payerName: 'Harbor Health, Inc.' },
      { ...by('B', refusal), payerName: 'HARBOR HEALTH INC' },
      [300, 0, 500, 0, -300],
    ],
    [
      'has another number and another name, and denies what the first has paid',
      { ...by('A', first), payerName: 'HARBOR HEALTH INC' },
      { ...by('B', refusal), payerName: 'HARBOR DENTAL' },
      [300, 125, 75, 0, 0],
    ],
    ['says nowhere whose answer it is', first, refusal, [300, 0, 500, 0, -300]],
  ])('by TRN03 and name, %s', (_name, one, second, stands) => {
    expect(standsAfter(one, second)).toEqual(stands);
  });

  test('a third repeats what both have said', () => {
    const second = says('2', { 'CO-45': 435, 'PR-1': 5 });
    const third = says('3', { 'CO-45': 498 });
    expect(standsAfter(first, second, third)).toEqual([362, 138, 0, 0, 0]);
  });

  test('repeats what the first has paid in two payments, of which the second tells of the first', () => {
    const supplement = says('1', { 'CO-45': 125, 'OA-B13': 300, 'PR-1': 25 });
    expect(standsAfter(first, supplement)).toEqual([350, 125, 0, 25, 0]);
    expect(standsAfter(first, supplement, says('2', { 'CO-45': 475 }))).toEqual([375, 125, 0, 0, 0]);
  });

  test('one alone is believed', () => {
    expect(standsAfter(says('2', { 'OA-23': 425, 'CO-45': 10 }))).toEqual([65, 435, 0, 0, 0]);
  });

  test('halves of a line share what the first has settled of it', () => {
    const halves = [half('2', { 'CO-45': 225 }), half('2', { 'CO-45': 210 })];
    expect(standsAfter(first, ...halves)).toEqual([365, 135, 0, 0, 0]);
  });

  test('half of a protected share is taken back as it was said, though no remark is beside that', () => {
    const spared = withProtectedShares({ ...first, remarkCodes: ['N781'] });
    const reversed = back(half('1', { 'CO-45': 75, 'PR-1': 25 }));
    expect(standsAfter(spared, reversed)).toEqual([150, 50, 0, 0, 300]);
    expect(standsAfter(whole(spared), whole(reversed))).toEqual([150, 50, 0, 0, 300]);
  });
});
