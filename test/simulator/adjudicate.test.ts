import { describe, expect, test } from 'vitest';
import { asCents, formatMoney, parseMoney, sumCents } from '../../shared/money.ts';
import { adjudicate, type Terms } from '../../simulator/adjudication/adjudicate.ts';
import { denialNamedBy } from '../../simulator/denials.ts';

function cents(text: string) {
  const amount = parseMoney(text);
  if (amount === undefined) throw new Error(`no amount: ${text}`);
  return amount;
}

interface Plan {
  readonly fees?: Readonly<Record<string, string>>;
  readonly percent?: number;
  readonly deductibleLeft?: string;
  readonly coinsurance?: number;
  readonly copay?: string;
  readonly copayPlaces?: string[];
  readonly copayProcedures?: string[];
  readonly deny?: string;
  readonly denyLast?: string;
  readonly allowedPercent?: number;
}

/** Procedure, charge, units and what prior payers left. */
type Line = readonly [code: string, charge: string, units?: number, left?: string];

function termsOf(plan: Plan): Terms {
  const { fees = {}, percent = 80, deductibleLeft = '0', coinsurance = 0, copay, deny, denyLast } = plan;
  const places = plan.copayPlaces && { placeOfServiceCodes: plan.copayPlaces };
  const procedures = plan.copayProcedures && { procedureCodes: plan.copayProcedures };
  return {
    feeSchedule: Object.fromEntries(Object.entries(fees).map(([code, fee]) => [code, cents(fee)])),
    otherProceduresPercent: percent,
    benefits: {
      deductible: cents('1000'),
      coinsurancePercent: coinsurance,
      copays: copay === undefined ? [] : [{ amount: cents(copay), ...places, ...procedures }],
    },
    deductibleLeft: cents(deductibleLeft),
    ...(deny !== undefined && { denial: denialNamedBy(deny, 'all') }),
    ...(denyLast !== undefined && { denial: denialNamedBy(denyLast, 'last') }),
    ...(plan.allowedPercent !== undefined && { allowedPercent: plan.allowedPercent }),
  };
}

const rows: [says: string, lines: Line[], plan: Plan, expected: string[]][] = [
  ['80% of the charge without a fee', [['99213', '125.00']], {}, ['paid 100.00 CO-45 25.00']],
  ['the fee', [['99213', '125.00']], { fees: { 99213: '92.03' } }, ['paid 92.03 CO-45 32.97']],
  ['the fee for each unit', [['97110', '200.00', 3]], { fees: { 97110: '30.10' } }, ['paid 90.30 CO-45 109.70']],
  ['half a unit, rounded', [['97110', '50.00', 0.5]], { fees: { 97110: '30.11' } }, ['paid 15.06 CO-45 34.94']],
  ['never more than the charge', [['99213', '50.00']], { fees: { 99213: '92.03' } }, ['paid 50.00']],
  ['half a cent goes up', [['99213', '0.03']], { percent: 50 }, ['paid 0.02 CO-45 0.01']],
  ['a charge of nothing', [['G8427', '0.00']], { deny: '50' }, ['paid 0.00']],
  ['the deductible first', [['99213', '125.00']], { deductibleLeft: '30' }, ['paid 70.00 CO-45 25.00 PR-1 30.00']],
  [
    'the deductible line after line',
    [
      ['99213', '125.00'],
      ['87880', '40.00'],
      ['36415', '10.00'],
    ],
    { deductibleLeft: '110', coinsurance: 20 },
    [
      'paid 0.00 CO-45 25.00 PR-1 100.00',
      'paid 17.60 CO-45 8.00 PR-1 10.00 PR-2 4.40',
      'paid 6.40 CO-45 2.00 PR-2 1.60',
    ],
  ],
  [
    'a deductible of more than the claim',
    [['99213', '125.00']],
    { deductibleLeft: '1000', coinsurance: 20, copay: '25' },
    ['paid 0.00 CO-45 25.00 PR-1 100.00'],
  ],
  ['coinsurance with a fraction', [['99213', '33.33']], { percent: 100, coinsurance: 12.5 }, ['paid 29.16 PR-2 4.17']],
  [
    'deductible, copay and coinsurance of one line',
    [['99213', '125.00']],
    { deductibleLeft: '50', coinsurance: 20, copay: '25' },
    ['paid 20.00 CO-45 25.00 PR-1 50.00 PR-2 5.00 PR-3 25.00'],
  ],
  [
    'a copay that the first line has no room for',
    [
      ['87880', '10.00'],
      ['99213', '125.00'],
    ],
    { copay: '25' },
    ['paid 0.00 CO-45 2.00 PR-3 8.00', 'paid 83.00 CO-45 25.00 PR-3 17.00'],
  ],
  ['no copay elsewhere', [['99213', '125.00']], { copay: '25', copayPlaces: ['22'] }, ['paid 100.00 CO-45 25.00']],
  ['a copay here', [['99213', '125.00']], { copay: '25', copayPlaces: ['11'] }, ['paid 75.00 CO-45 25.00 PR-3 25.00']],
  [
    'a copay of a visit type',
    [
      ['36415', '10.00'],
      ['99213', '125.00'],
    ],
    { copay: '5', copayProcedures: ['99213'] },
    ['paid 3.00 CO-45 2.00 PR-3 5.00', 'paid 100.00 CO-45 25.00'],
  ],
  [
    'denied',
    [
      ['99213', '125.00'],
      ['87880', '40.00'],
    ],
    { deny: '50' },
    ['paid 0.00 CO-50 125.00 N115', 'paid 0.00 CO-50 40.00 N115'],
  ],
  ['denied to the patient', [['99213', '125.00']], { deny: 'PR96' }, ['paid 0.00 PR-96 125.00 N130']],
  [
    'the last line denied',
    [
      ['99213', '125.00'],
      ['87880', '40.00'],
    ],
    { denyLast: '97', coinsurance: 10 },
    ['paid 90.00 CO-45 25.00 PR-2 10.00', 'paid 0.00 CO-97 40.00 M15'],
  ],
  ['a correction that allows less', [['99213', '125.00']], { allowedPercent: 90 }, ['paid 90.00 CO-45 35.00']],
  ['as second payer, all that the first left', [['99213', '125.00', 1, '20.00']], {}, ['paid 20.00 OA-23 105.00']],
  [
    'as second payer, what its own benefit reaches',
    [['99213', '125.00', 1, '90.00']],
    { deductibleLeft: '40' },
    ['paid 60.00 OA-23 35.00 PR-1 30.00'],
  ],
  [
    'as second payer, copay and coinsurance of its own',
    [['99213', '125.00', 1, '100.00']],
    { coinsurance: 50, copay: '10' },
    ['paid 45.00 OA-23 25.00 PR-2 45.00 PR-3 10.00'],
  ],
  [
    'as second payer, after a first that paid nothing',
    [['99213', '125.00', 1, '125.00']],
    { coinsurance: 20 },
    ['paid 80.00 CO-45 25.00 PR-2 20.00'],
  ],
  [
    'as second payer, with nothing left',
    [['99213', '125.00', 1, '0.00']],
    { coinsurance: 20 },
    ['paid 0.00 OA-23 125.00'],
  ],
  [
    'as second payer, denied',
    [['99213', '125.00', 1, '20.00']],
    { deny: '22' },
    ['paid 0.00 OA-23 105.00 CO-22 20.00'],
  ],
];

describe('a claim is adjudicated to the cent', () => {
  test.each(rows)('%s', (_, lines, plan, expected) => {
    const billed = lines.map(([procedureCode, charge, units = 1, left]) => ({
      procedureCode,
      charge: cents(charge),
      units,
      ...(left !== undefined && { leftByPriorPayers: cents(left) }),
    }));
    const adjudication = adjudicate({ placeOfServiceCode: '11', lines: billed }, termsOf(plan));
    const said = adjudication.lines.map(({ paid, adjustments, remarks }) =>
      [
        `paid ${formatMoney(paid)}`,
        ...adjustments.map(({ group, reason, amount }) => `${group}-${reason} ${formatMoney(amount)}`),
        ...remarks.filter(() => paid === 0 && adjustments.length > 0),
      ].join(' '),
    );
    expect(said).toEqual(expected);
    for (const line of adjudication.lines) {
      expect(asCents(line.paid + sumCents(line.adjustments.map(({ amount }) => amount)))).toBe(line.charge);
    }
  });
});

describe('what follows DENY names a group and a reason', () => {
  test.each([
    ['50', 'CO', '50'],
    ['50123', 'CO', '50'],
    ['50-0001', 'CO', '50'],
    ['PR96', 'PR', '96'],
    ['197', 'CO', '197'],
    ['1971234', 'CO', '197'],
    ['OAA1-7', 'OA', 'A1'],
    ['16', 'CO', '16'],
    ['B7XYZ', 'CO', 'B7'],
    ['', 'CO', '50'],
    ['999', 'CO', '9'],
  ])('%s', (text, group, reason) => {
    expect(denialNamedBy(text, 'all')).toEqual({ lines: 'all', group, reason });
  });
});
