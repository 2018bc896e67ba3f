import { describe, expect, expectTypeOf, test } from 'vitest';
import { type ClaimPaymentLoop, type Remittance835, remittance835 } from '../../shared/guides/remittance-835/index.ts';
import type { Cents } from '../../shared/money.ts';
import { readFile, rewrite, transactionsOf } from '../../shared/x12/index.ts';
import { type Change, changed, issuesOf, pointed } from './guide-faults.ts';
import { inEnvelope } from './in-envelope.ts';
import { oneCheck835 } from './one-check-835.ts';

describe('the 835', () => {
  test('is read without issues and written back byte for byte', () => {
    const text = inEnvelope(remittance835, oneCheck835);
    const reading = readFile(text, [remittance835]);
    expect(reading.issues).toEqual([]);
    expect(rewrite(reading)).toBe(text);
  });

  test('gives payment, claims and provider adjustments by their words', () => {
    const reading = readFile(inEnvelope(remittance835, oneCheck835), [remittance835]);
    const value = transactionsOf(reading, remittance835)[0]?.transaction.value;
    expect(value).toMatchObject({
      payment: { amount: 22150, method: 'ACH', date: '20260320' },
      trace: { number: 'EFT-5501', originator: '1999999999' },
      payer: { name: { name: 'NORTHERN MUTUAL' }, technicalContacts: [{ number1: '6085550111' }] },
      payee: { name: { idQualifier: 'XX', id: '1234567893' } },
    });
    const claims = value?.headers.flatMap((header) => header.claims) ?? [];
    expect(
      claims.map(({ claim }) => [claim.patientControlNumber, claim.status, claim.totalCharge, claim.paid]),
    ).toEqual([
      ['AAAAAAAAAAAAAAA01', '1', 24550, 17150],
      ['AAAAAAAAAAAAAAA03', '4', 9000, 0],
      ['AAAAAAAAAAAAAAA02', '22', -10000, -6000],
      ['AAAAAAAAAAAAAAA02', '1', 10000, 6000],
    ]);
    expect(claims[0]?.outpatientAdjudication?.remarks).toEqual(['MA01']);
    expect(claims[0]?.serviceLines[0]).toMatchObject({
      service: { procedure: { code: '99213', modifiers: ['25'] }, charge: 18050, paid: 13050, unitsPaid: 1 },
      providerControlNumber: { id: 'LINE-1' },
      remarks: [{ list: 'HE', code: 'N130' }],
    });
    expect(value?.providerAdjustments[0]?.adjustments).toEqual([
      { identifier: { reason: 'L6', reference: 'NM-CCN-7' }, amount: -1000 },
      { identifier: { reason: 'WO', reference: 'NM-CCN-1' }, amount: -4000 },
    ]);
  });

  test('has types that a reader of remittances can rely on', () => {
    expectTypeOf<Remittance835['payment']['amount']>().toEqualTypeOf<Cents>();
    expectTypeOf<Remittance835['headers'][0]['claims'][0]>().toEqualTypeOf<ClaimPaymentLoop>();
    expectTypeOf<ClaimPaymentLoop['adjustments'][0]['group']>().toEqualTypeOf<'CO' | 'OA' | 'PI' | 'PR'>();
  });
});

const faults: [fault: string, changes: Change[], issues: string[]][] = [
  [
    'a bank without account number',
    [['BPR*', 'BPR*I*221.5*C*CHK**01**********20260320']],
    ['condition-broken at BPR07'],
  ],
  ['a payment without date', [['BPR*', 'BPR*I*221.5*C*NON']], ['element-missing at BPR16']],
  ['a trace without originator', [['TRN*', 'TRN*1*EFT-5501']], ['element-missing at TRN03']],
  ['no technical contact', [['PER*BL']], ['segment-missing at 1000A/PER']],
  [
    'a payee without number',
    [['N1*PE', 'N1*PE*HARBOR FAMILY PRACTICE']],
    ['element-missing at 1000B/N103', 'element-missing at 1000B/N104'],
  ],
  ['an adjustment without reason', [['CAS*CO*29', 'CAS*CO']], ['element-missing at 2100/CAS02']],
  ['no patient', [['NM1*QC']], ['segment-missing at 2100/NM1']],
  [
    'a provider adjustment without amount',
    [['PLB*', 'PLB*1234567893*20261231*L6:NM-CCN-7*-50*WO:NM-CCN-1']],
    ['element-missing at PLB06'],
  ],
];

test.each(faults)('the 835 reports %s', (_, changes, issues) => {
  expect(issuesOf(remittance835, changed(oneCheck835, ...changes)).map(pointed)).toEqual(issues);
});
