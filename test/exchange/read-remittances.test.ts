import { expect, test } from 'vitest';
import { readRemittances835 } from '../../shared/exchange/index.ts';
import { remittance835 } from '../../shared/guides/remittance-835/index.ts';
import { balanceRemittance } from '../../shared/remittance/balance-remittance.ts';
import { inEnvelope } from '../guides/in-envelope.ts';
import { oneCheck835 } from '../guides/one-check-835.ts';

const file = inEnvelope(remittance835, oneCheck835);

function spoilt(was: string, by: string): string {
  if (!file.includes(was)) throw new Error(`the file has no ${was}`);
  return file.replaceAll(was, by);
}

function remittanceIn(text: string) {
  const [transaction] = readRemittances835(text).transactions;
  if (transaction?.kind !== 'remittance') throw new Error('no remittance');
  return transaction.remittance;
}

test('a remittance is read as it was paid', () => {
  const { transactions, findings } = readRemittances835(file);
  expect(findings).toEqual([]);
  expect(transactions).toHaveLength(1);
  expect(transactions[0]).toMatchObject({ kind: 'remittance', findings: [] });
  const remittance = remittanceIn(file);
  expect(remittance).toMatchObject({
    traceNumber: 'EFT-5501',
    payerIdentifier: '1999999999',
    paymentDate: '2026-03-20',
    payment: 22150,
    paymentMethod: 'ACH',
    payer: { name: 'NORTHERN MUTUAL', id: 'NM001' },
    payee: { name: 'HARBOR FAMILY PRACTICE', npi: '1234567893', taxId: '360000001' },
    providerAdjustments: [
      { reasonCode: 'L6', reference: 'NM-CCN-7', amount: -1000 },
      { reasonCode: 'WO', reference: 'NM-CCN-1', amount: -4000 },
    ],
  });
  expect(remittance.claims.map(({ ordinal, statusCode, paid }) => [ordinal, statusCode, paid])).toEqual([
    [1, '1', 17150],
    [2, '4', 0],
    [3, '22', -6000],
    [4, '1', 6000],
  ]);
  expect(remittance.claims[0]).toEqual({
    ordinal: 1,
    patientControlNumber: 'AAAAAAAAAAAAAAA01',
    statusCode: '1',
    charge: 24550,
    paid: 17150,
    patientResponsibility: 2000,
    payerClaimControlNumber: 'NM-CCN-7',
    adjustments: [],
    remarkCodes: ['MA01'],
    serviceLines: [
      {
        providerControlNumber: 'LINE-1',
        procedureCode: '99213',
        procedureModifiers: ['25'],
        serviceDate: '2026-02-16',
        charge: 18050,
        paid: 13050,
        allowed: 15050,
        units: 1,
        adjustments: [
          { group: 'CO', reasonCode: '45', amount: 3000 },
          { group: 'PR', reasonCode: '3', amount: 2000 },
        ],
        remarkCodes: ['N130'],
      },
      {
        providerControlNumber: 'LINE-2',
        procedureCode: '87880',
        procedureModifiers: [],
        serviceDate: '2026-02-16',
        charge: 6500,
        paid: 4100,
        units: 1,
        adjustments: [{ group: 'CO', reasonCode: '45', amount: 2400 }],
        remarkCodes: [],
      },
    ],
  });
  expect(balanceRemittance(remittance)).toEqual([]);
});

test('several adjustments of one segment are several', () => {
  const line = remittanceIn(spoilt('CAS*CO*45*30~\nCAS*PR*3*20~', 'CAS*CO*45*30**253*0~\nCAS*PR*3*15**1*5*1~'))
    .claims[0];
  expect(
    line?.serviceLines[0]?.adjustments.map(({ group, reasonCode, amount }) => [group, reasonCode, amount]),
  ).toEqual([
    ['CO', '45', 3000],
    ['CO', '253', 0],
    ['PR', '3', 1500],
    ['PR', '1', 500],
  ]);
});

test.each([
  ['the claim', 'MOA***MA01', 'MOA***MA01*N783'],
  ['a line', 'LQ*HE*N130', 'LQ*HE*N783'],
])('a share that a remark beside %s protects is not the patient’s', (_, was, by) => {
  const [first] = remittanceIn(spoilt(was, by)).claims[0]?.serviceLines ?? [];
  expect(first?.adjustments).toEqual([
    { group: 'CO', reasonCode: '45', amount: 3000 },
    { group: 'PR', reasonCode: '3', amount: 2000, isProtected: true },
  ]);
});

/** The first claim's services, as the payer made one of them: 245.50 billed, 171.50 paid. */
function bundledLines(first: string, second: string) {
  const services = file.slice(file.indexOf('SVC*HC:99213:25'), file.indexOf('CLP*AAAAAAAAAAAAAAA03'));
  return remittanceIn(spoilt(services, `${first}~\n${second}~\n`)).claims[0]?.serviceLines.map((line) => [
    line.procedureCode,
    line.bundledInto,
  ]);
}

const paidWhole = 'SVC*HC:80050*180.5*171.5**1*HC:99213~\nCAS*CO*45*74~\nCAS*OA*94*-65';
const movedThere = 'SVC*HC:80050*65*0**1*HC:87880~\nCAS*CO*97*65';

test.each<[string, string, string, string | undefined]>([
  ['is part of it', paidWhole, movedThere, '80050'],
  [
    'not where the other one’s charge has not grown',
    paidWhole.replace('OA*94*-65', 'OA*23*-65'),
    movedThere,
    undefined,
  ],
  ['not where the other one was not paid', paidWhole.replace('*171.5*', '*0*'), movedThere, undefined],
  ['not where it was adjudicated as another one', paidWhole, movedThere.replace('80050', '87999'), undefined],
  ['not where it was adjudicated as it was billed', paidWhole, 'SVC*HC:87880*65*0**1~\nCAS*CO*97*65', undefined],
])('a service that was adjudicated as another one: %s', (_, first, second, into) => {
  expect(bundledLines(first, second)).toEqual([
    ['99213', undefined],
    ['87880', into],
  ]);
});

test.each<[string, string, string, boolean]>([
  ['the same with other control numbers', 'ST*835*0001', 'ST*835*0002', true],
  ['the same with an amount written otherwise', '*171.5*20*', '*171.50*20.00*', true],
  ['another amount', '*171.5*20*', '*171.5*21*', false],
  ['another remark', 'LQ*HE*N130', 'LQ*HE*N362', false],
])('what it says has one hash: %s', (_, was, by, same) => {
  const text = spoilt(was, by).replace('SE*43*0001', by.startsWith('ST') ? 'SE*43*0002' : 'SE*43*0001');
  expect(remittanceIn(text).contentHash === remittanceIn(file).contentHash).toBe(same);
});

test('a debit is a payment the other way', () => {
  expect(remittanceIn(spoilt('BPR*I*221.5*C', 'BPR*I*221.5*D')).payment).toBe(-22150);
});

test('several transaction sets are several remittances', () => {
  const [start = '', end = ''] = file.split('GE*1*7');
  const transaction = start.slice(start.indexOf('ST*'));
  const text = `${start}${transaction.replace(/^ST\*835\*0001/, 'ST*835*0002').replace(/(SE\*\d+)\*0001/, '$1*0002')}GE*2*7${end}`;
  const read = readRemittances835(text);
  expect(read.findings).toEqual([]);
  const hashes = read.transactions.flatMap((each) => (each.kind === 'remittance' ? [each.remittance.contentHash] : []));
  expect(hashes).toHaveLength(2);
  expect(new Set(hashes).size).toBe(1);
});

test.each<[string, string, string, RegExp]>([
  ['no payment date', '*20260320~', '~', /payment date \(BPR16\)/],
  ['no trace number', 'TRN*1*EFT-5501', 'TRN*1*', /trace number \(TRN02\)/],
  ['a charge that is no amount', '*180.5*130.5*', '*X*130.5*', /the charge \(SVC02\) of line 1 of claim 1/],
  ['another version', '005010X221A1', '004010X091A1', /version/],
])('one with %s can’t be posted, and says why', (_, was, by, reason) => {
  const [transaction] = readRemittances835(spoilt(was, by)).transactions;
  expect(transaction?.kind).toBe('refused');
  expect(transaction?.findings.map(({ message }) => message).join(' ')).toMatch(reason);
});

test('one that is cut off can’t be posted', () => {
  const { transactions, findings } = readRemittances835(file.slice(0, file.indexOf('PLB*')));
  expect(transactions.map(({ kind }) => kind)).toEqual(['refused']);
  expect([...findings, ...transactions.flatMap((each) => each.findings)].map(({ code }) => code)).toContain(
    'x12-envelope-cut-off',
  );
});
