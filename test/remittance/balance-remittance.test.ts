import { expect, test } from 'vitest';
import { asCents, zeroCents } from '../../shared/money.ts';
import { balanceClaim, balanceRemittance, balanceTransaction } from '../../shared/remittance/balance-remittance.ts';
import type { Adjustment, ClaimPayment, LinePayment, Remittance } from '../../shared/remittance/index.ts';

function adjustment(amount: number): Adjustment {
  return { group: 'CO', reasonCode: '45', amount: asCents(amount) };
}

function line(charge: number, paid: number, ...adjustments: number[]): LinePayment {
  return {
    procedureCode: '99213',
    procedureModifiers: [],
    charge: asCents(charge),
    paid: asCents(paid),
    adjustments: adjustments.map(adjustment),
    remarkCodes: [],
  };
}

function claim(charge: number, paid: number, adjustments: number[], serviceLines: LinePayment[]): ClaimPayment {
  return {
    ordinal: 3,
    patientControlNumber: 'CLAIMAAAAAAAAAA01',
    statusCode: '1',
    charge: asCents(charge),
    paid: asCents(paid),
    patientResponsibility: zeroCents,
    adjustments: adjustments.map(adjustment),
    remarkCodes: [],
    serviceLines,
  };
}

function remittance(payment: number, claims: ClaimPayment[], ...providerAdjustments: number[]): Remittance {
  return {
    contentHash: '',
    traceNumber: '1',
    payerIdentifier: '1',
    paymentDate: '2026-03-20',
    payment: asCents(payment),
    paymentMethod: 'ACH',
    payer: { name: 'PAYER' },
    payee: { name: 'PAYEE' },
    claims,
    providerAdjustments: providerAdjustments.map((amount) => ({ reasonCode: 'WO', amount: asCents(amount) })),
  };
}

test.each<[string, ClaimPayment, object[]]>([
  ['whole without lines', claim(100, 60, [40], []), []],
  ['whole with lines', claim(100, 60, [], [line(100, 60, 30, 10)]), []],
  ['with adjustments of both', claim(100, 50, [10], [line(100, 60, 40)]), []],
  ['a reversal', claim(-100, -60, [-40], []), []],
  ['without its adjustments', claim(100, 60, [], []), [{ of: 'claim', claim: 3, expected: 100, stated: 60 }]],
  [
    'with a line that is wrong in itself',
    claim(150, 60, [], [line(50, 0, 50), line(100, 50, 40)]),
    [{ of: 'line', claim: 3, line: 2, expected: 60, stated: 50 }],
  ],
  [
    'wrong throughout',
    claim(100, 10, [], [line(100, 20, 50)]),
    [
      { of: 'claim', claim: 3, expected: 50, stated: 10 },
      { of: 'line', claim: 3, line: 1, expected: 50, stated: 20 },
    ],
  ],
])('a claim %s', (_, payment, imbalances) => {
  expect(balanceClaim(payment)).toEqual(imbalances);
});

test.each<[string, Remittance, object[]]>([
  ['that pays its claims', remittance(110, [claim(100, 60, [40], []), claim(50, 50, [], [])]), []],
  ['that takes some back', remittance(20, [claim(100, 60, [40], [])], 50, -10), []],
  ['of nothing', remittance(0, []), []],
  ['that is owed to the payer', remittance(-40, [claim(-100, -40, [-60], [])]), []],
  [
    'that does not come out',
    remittance(61, [claim(100, 60, [40], [])]),
    [{ of: 'transaction', expected: 60, stated: 61 }],
  ],
])('a remittance %s', (_, whole, imbalances) => {
  expect(balanceTransaction(whole)).toEqual(imbalances);
  expect(balanceRemittance(whole)).toEqual(imbalances);
});
