import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Account, balances, type JournalEntry, journalEntry, transfer } from '../../shared/ledger/index.ts';
import { asCents } from '../../shared/money.ts';
import {
  type Adjustment,
  accountFor,
  adjudicationOutcome,
  type ClaimPayment,
  currentAnswers,
  type LinePayment,
  paymentPostings,
  supersede,
} from '../../shared/remittance/index.ts';
import { claimOf } from './claim-of.ts';

function adjustment(text: string): Adjustment {
  const [, group = 'CO', reasonCode = '', amount = '0'] = /^(\w\w)-(\w+) (-?\d+)$/.exec(text) ?? [];
  return { group: group as Adjustment['group'], reasonCode, amount: asCents(Number(amount)) };
}

function line(charge: number, paid: number, ...adjustments: string[]): LinePayment {
  return {
    procedureCode: '99213',
    procedureModifiers: [],
    charge: asCents(charge),
    paid: asCents(paid),
    adjustments: adjustments.map(adjustment),
    remarkCodes: [],
  };
}

function payment(serviceLines: readonly LinePayment[], fields: Partial<ClaimPayment> = {}): ClaimPayment {
  const sum = (of: 'charge' | 'paid'): number => serviceLines.reduce((total, each) => total + each[of], 0);
  return {
    ordinal: 1,
    patientControlNumber: 'AAAAAAAAAAAAAAA01',
    statusCode: '1',
    charge: asCents(sum('charge')),
    paid: asCents(sum('paid')),
    patientResponsibility: asCents(0),
    adjustments: [],
    remarkCodes: [],
    serviceLines,
    ...fields,
  };
}

const entryOf = (key: string, paid: ClaimPayment, attempt = 1) => ({
  ...journalEntry(key, '2026-04-01', paymentPostings(paid, 0)),
  attempt,
});

/** What an adjustment means for the money: law by law of docs/ledger.md. */
describe('where an adjustment goes', () => {
  test.each<[string, 'paid' | 'unpaid', Account]>([
    ['PR-1 100', 'unpaid', 'receivable:patient'],
    ['PR-2 100', 'paid', 'receivable:patient'],
    ['PR-3 100', 'paid', 'receivable:patient'],
    ['PR-96 100', 'unpaid', 'receivable:follow-up'],
    ['PR-204 100', 'paid', 'receivable:follow-up'],
    ['CO-45 100', 'paid', 'adjustments'],
    ['CO-45 100', 'unpaid', 'adjustments'],
    ['CO-253 100', 'paid', 'adjustments'],
    ['CO-50 100', 'unpaid', 'receivable:follow-up'],
    ['CO-97 100', 'unpaid', 'receivable:follow-up'],
    ['CO-59 100', 'paid', 'adjustments'],
    ['CO-104 100', 'unpaid', 'adjustments'],
    ['CO-246 1', 'unpaid', 'adjustments'],
    ['PR-96 -100', 'unpaid', 'receivable:patient'],
    ['PR-187 -100', 'paid', 'receivable:patient'],
    ['OA-187 -100', 'paid', 'receivable:patient'],
    ['PR-187 100', 'unpaid', 'receivable:follow-up'],
    ['CO-50 -100', 'unpaid', 'adjustments'],
    ['OA-209 100', 'paid', 'receivable:payer'],
    ['OA-209 100', 'unpaid', 'receivable:payer'],
    ['OA-23 100', 'unpaid', 'adjustments'],
    ['OA-B13 100', 'paid', 'receivable:payer'],
    ['OA-B13 100', 'unpaid', 'receivable:follow-up'],
    ['OA-18 100', 'unpaid', 'receivable:follow-up'],
    ['CO-151 100', 'paid', 'receivable:follow-up'],
    ['CO-151 -100', 'paid', 'adjustments'],
    ['CO-236 100', 'paid', 'adjustments'],
    ['PI-16 100', 'unpaid', 'receivable:follow-up'],
    ['PI-16 100', 'paid', 'adjustments'],
  ])('%s on a line that was %s', (text, paid, account) => {
    const part = line(300, paid === 'paid' ? 200 : 0, text);
    expect(part.adjustments.map((each) => accountFor(each, part))).toEqual([account]);
  });
});

describe('the postings of a payment', () => {
  test.each<[string, ClaimPayment, Partial<Record<Account, number>>]>([
    [
      'paid with coinsurance',
      payment([line(10_000, 6400, 'CO-45 2000', 'PR-2 1600')]),
      { unapplied: 6400, adjustments: 2000, 'receivable:patient': 1600, 'receivable:payer': -10_000 },
    ],
    [
      'all of the allowed amount is deductible',
      payment([line(10_000, 0, 'CO-45 2000', 'PR-1 8000')]),
      { adjustments: 2000, 'receivable:patient': 8000, 'receivable:payer': -10_000 },
    ],
    [
      'one line paid, one denied',
      payment([line(10_000, 8000, 'CO-45 2000'), line(5000, 0, 'CO-50 5000')]),
      { unapplied: 8000, adjustments: 2000, 'receivable:follow-up': 5000, 'receivable:payer': -15_000 },
    ],
    [
      'two lines paid as one, which another procedure is',
      payment([
        line(16_500, 12_000, 'CO-45 8300', 'OA-94 -3800'),
        { ...line(3800, 0, 'CO-97 3800'), bundledInto: '80050' },
      ]),
      { unapplied: 12_000, adjustments: 8300, 'receivable:payer': -20_300 },
    ],
    [
      'adjusted at claim level',
      payment([line(10_000, 10_000)], { paid: asCents(7000), adjustments: [adjustment('PR-1 3000')] }),
      { unapplied: 7000, 'receivable:patient': 3000, 'receivable:payer': -10_000 },
    ],
    [
      'a reversal takes everything back',
      payment([line(-10_000, -6400, 'CO-45 -2000', 'PR-2 -1600')], { statusCode: '22' }),
      { unapplied: -6400, adjustments: -2000, 'receivable:patient': -1600, 'receivable:payer': 10_000 },
    ],
    [
      'the deductible is paid from an account of the patient',
      payment([line(16_500, 8000, 'CO-45 8500', 'PR-1 8000', 'OA-187 -8000')]),
      { unapplied: 8000, adjustments: 8500, 'receivable:payer': -16_500 },
    ],
    [
      'the same taken back',
      payment([line(-16_500, -8000, 'CO-45 -8500', 'PR-1 -8000', 'OA-187 8000')], { statusCode: '22' }),
      { unapplied: -8000, adjustments: -8500, 'receivable:payer': 16_500 },
    ],
    [
      'of four units two are denied',
      payment([line(16_000, 3600, 'CO-45 4400', 'CO-151 8000')]),
      { unapplied: 3600, adjustments: 4400, 'receivable:follow-up': 8000, 'receivable:payer': -16_000 },
    ],
    [
      'all that was allowed is deductible, less a reduction',
      payment([line(16_500, 0, 'PR-1 8670', 'CO-45 6300', 'CO-172 1530')]),
      { adjustments: 7830, 'receivable:patient': 8670, 'receivable:payer': -16_500 },
    ],
    [
      'the same for the claim as a whole',
      payment([line(16_500, 0, 'PR-1 8670', 'CO-45 7830')], {
        charge: asCents(16_500),
        adjustments: [adjustment('CO-172 1530'), adjustment('CO-45 -1530')],
      }),
      { adjustments: 7830, 'receivable:patient': 8670, 'receivable:payer': -16_500 },
    ],
    [
      'a part of what is denied is given back beside it',
      payment([line(10_000, 0, 'CO-50 12000', 'CO-50 -2000')]),
      { 'receivable:follow-up': 10_000, 'receivable:payer': -10_000 },
    ],
    [
      'the reversal of a denial finds it where it was put',
      payment([line(-5000, 0, 'CO-50 -5000')], { statusCode: '22' }),
      { 'receivable:follow-up': -5000, 'receivable:payer': 5000 },
    ],
  ])('%s', (_name, paid, sums) => {
    const all = balances([entryOf('payment', paid)]);
    expect(Object.fromEntries(Object.entries(all).filter(([, sum]) => sum !== 0))).toEqual(sums);
  });

  test('leave the patient alone while another payer is left, and bill him once none is', () => {
    const paid = payment([line(10_000, 6400, 'CO-45 2000', 'PR-2 1600')]);
    const first = journalEntry('payment', '2026-04-01', paymentPostings(paid, 1));
    expect(balances([first])).toMatchObject({ 'receivable:patient': 0, 'receivable:payer': -8400 });
    const answers = [{ payment: paid, turn: 1, positions: [0], places: [0] }];
    const as = { key: 'share', date: '2026-05-01', attempt: 1, payersLeft: 0, isShareSettled: false };
    const share = supersede([{ ...first, attempt: 1 }], answers, as) ?? first;
    expect(balances([first, share])).toEqual(balances([entryOf('payment', paid)]));
  });
});

describe('a corrected submission takes the place of the one before', () => {
  const claim = claimOf(['99213', '2026-03-02']);
  const denied = payment([line(10_000, 0, 'CO-50 10000')]);
  const paid = payment([line(10_000, 8000, 'CO-45 2000')]);
  const reversed = payment([line(-10_000, 0, 'CO-50 -10000')], { statusCode: '22' });
  const original = entryOf('1', denied);
  const correction = entryOf('2', paid, 2);
  const reversal = entryOf('3', reversed);
  const paymentOf = new Map([
    [original, denied],
    [correction, paid],
    [reversal, reversed],
  ]);
  const once = { unapplied: 8000, adjustments: 2000, 'receivable:follow-up': 0, 'receivable:payer': -10_000 };

  test.each([
    ['without a reversal', [[original], [correction]]],
    ['with the reversal in the same remittance', [[original], [reversal, correction]]],
    ['with the reversal later', [[original], [correction], [reversal]]],
    ['with the reversal before its original', [[reversal], [original], [correction]]],
  ])('%s', (_name, arrivals) => {
    let booked: JournalEntry[] = [];
    for (const arrived of arrivals) {
      booked = [...booked, ...arrived];
      const attempt = booked.includes(correction) ? 2 : 1;
      const said = [original, correction, reversal].filter((entry) => booked.includes(entry));
      const payments = said.filter((entry) => entry.attempt === attempt).map((entry) => paymentOf.get(entry) ?? paid);
      const as = {
        key: `superseded#${booked.length}`,
        date: '2026-05-01',
        attempt,
        payersLeft: 0,
        isShareSettled: false,
      };
      const corrected = supersede(
        booked,
        currentAnswers(claim, () => undefined, payments),
        as,
      );
      booked = corrected === undefined ? booked : [...booked, corrected];
    }
    expect(balances(booked)).toMatchObject(once);
  });
});

describe('which lines were adjudicated', () => {
  const claim = claimOf(['99213', '2026-03-02'], ['87880', '2026-03-02'], ['99213', '2026-03-03']);
  const takenBack = (procedureCode: string): ClaimPayment =>
    payment([{ ...answer(procedureCode, '2026-03-02'), charge: asCents(-100), paid: asCents(-100) }], {
      statusCode: '22',
    });
  const answer = (procedureCode: string, serviceDate: string, providerControlNumber?: string): LinePayment => ({
    ...line(100, 100),
    procedureCode,
    serviceDate,
    ...(providerControlNumber === undefined ? {} : { providerControlNumber }),
  });
  const positionOf = ({ providerControlNumber }: LinePayment): number | undefined =>
    providerControlNumber === undefined ? undefined : Number(providerControlNumber.slice(1)) - 1;

  test.each<[string, ClaimPayment[], number[]]>([
    ['by line control number', [payment([answer('X', '2026-01-01', 'L2')])], [1]],
    ['by procedure and date', [payment([answer('99213', '2026-03-03')])], [2]],
    ['in two parts', [payment([answer('99213', '2026-03-02')]), payment([answer('87880', '2026-03-02')])], [0, 1]],
    ['all of them when no line is named', [payment([])], [0, 1, 2]],
    ['none that the claim has', [payment([answer('00000', '2026-03-02')])], []],
    [
      'less what was reversed',
      [payment([answer('99213', '2026-03-02'), answer('87880', '2026-03-02')]), takenBack('87880')],
      [0],
    ],
    [
      'once more after the reversal',
      [payment([answer('87880', '2026-03-02')]), takenBack('87880'), payment([answer('87880', '2026-03-02')])],
      [1],
    ],
  ])('%s', (_name, payments, positions) => {
    const answers = currentAnswers(claim, positionOf, payments);
    expect([...new Set(answers.flatMap((answer) => answer.positions))].sort()).toEqual(positions);
  });
});

test.each([
  ['denied', 0, [line(10_000, 0, 'CO-16 10000', 'PR-3 0')]],
  ['partially-denied', 0, [line(16_500, 0, 'PR-1 2000', 'CO-29 14500')]],
  ['partially-denied', 0, [line(10_000, 8000, 'CO-45 2000'), line(5000, 0, 'CO-50 5000')]],
  ['partially-denied', 0, [line(10_000, 0, 'PR-1 10000'), line(5000, 0, 'CO-50 5000')]],
  ['partially-denied', 1, [line(10_000, 0, 'PR-1 10000'), line(5000, 0, 'CO-50 5000')]],
  ['paid', 0, [line(10_000, 0, 'PR-1 10000')]],
  ['paid', 0, [line(10_000, 8000, 'CO-45 2000')]],
] as const)('the claim was %s, with %d payers left', (outcome, payersLeft, lines) => {
  const said = payment(lines);
  const billed = journalEntry('charge', '2026-03-05', transfer(said.charge, 'revenue', 'receivable:payer'));
  const paid = journalEntry('payment', '2026-04-01', paymentPostings(said, payersLeft));
  expect(adjudicationOutcome([billed, paid])).toBe(outcome);
});

test('whatever balances is posted in balance, and its reversal leaves nothing', () => {
  const amounts = fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.nat(1e6)), { minLength: 1, maxLength: 6 });
  const reasons = fc.constantFrom('OA-187', 'OA-209', 'CO-45', 'CO-50', 'PR-1', 'PR-2', 'PR-96', 'OA-23', 'PI-16');
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.oneof(fc.nat(9), fc.nat(1e6)), amounts, reasons)), (lines) => {
      const built = lines.map(([paid, adjusted, reason]) =>
        line(
          paid + adjusted.reduce((sum, each) => sum + each, 0),
          paid,
          ...adjusted.map((each) => `${reason} ${each}`),
        ),
      );
      const negated = built.map((each) => ({
        ...each,
        charge: asCents(-each.charge),
        paid: asCents(-each.paid),
        adjustments: each.adjustments.map((one) => ({ ...one, amount: asCents(-one.amount) })),
      }));
      const entries = [entryOf('1', payment(built)), entryOf('2', payment(negated, { statusCode: '22' }))];
      expect(Object.values(balances(entries)).every((sum) => sum === 0)).toBe(true);
    }),
  );
});
