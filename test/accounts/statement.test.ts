import { describe, expect, test } from 'vitest';
import { buildStatement, type PatientStatement } from '../../shared/accounts/index.ts';
import { serviceName } from '../../shared/accounts/service-name.ts';
import type { Claim } from '../../shared/claims/index.ts';
import { type JournalEntry, journalEntry, transfer } from '../../shared/ledger/index.ts';
import { asCents } from '../../shared/money.ts';
import type { ClaimPayment } from '../../shared/remittance/index.ts';
import { exampleClaim } from '../claims/example.ts';
import { adjustments, answer, exampleStatement, payment, statementParts, usualPayment } from './example-account.ts';

type Shares = readonly [charge: number, paid: number, adjusted: number, pending: number, youOwe: number];

function sharesOf({ services, totals }: PatientStatement): readonly Shares[] {
  return [...services, totals].map(({ charge, insurancePaid, adjustments, pending, youOwe }) => [
    charge,
    insurancePaid,
    adjustments,
    pending,
    youOwe,
  ]);
}

test('says what was done, who paid and why the rest is owed', () => {
  const statement = exampleStatement();
  expect(statement).toMatchObject({
    statementNumber: 'S-1001',
    dueDate: '2026-05-02',
    practice: { name: 'Willow Creek Counseling PLLC', phoneNumber: '5185550123' },
    addressee: { name: 'Maria Santos', address: { city: 'Troy' } },
    insuranceName: 'Evergreen Health Plan',
    services: [
      { date: '2026-03-02', name: 'Psychotherapy, 45 minutes', procedureCode: '90834' },
      { date: '2026-03-09', name: 'Psychotherapy, 60 minutes, by video', procedureCode: '90837' },
    ],
  });
  expect(statement.because.map(({ title, amount }) => [title, amount])).toEqual([
    ['Deductible', 3000],
    ['Coinsurance', 1000],
    ['Copay', 2000],
  ]);
});

const first = answer('90834', 12500, 8000, 'CO-45 2500', 'PR-3 2000');
const second = answer('90837', 18050, 9040, 'CO-45 5010', 'PR-1 3000', 'PR-2 1000');
test('a part that his spending account has paid is said beside what he owes', () => {
  const paid = payment([answer('90834', 12500, 8500, 'CO-45 2500', 'PR-1 4000', 'OA-187 -2500'), second]);
  const { because, services } = buildStatement(statementParts([paid]));
  expect(services[0]).toMatchObject({ insurancePaid: 8500, adjustments: 2500, pending: 0, youOwe: 1500 });
  expect(because.map(({ title, amount }) => [title, amount])).toEqual([
    ['Deductible', 7000],
    ['Coinsurance', 1000],
    ['Paid from your account', -2500],
  ]);
});

const reversalOfFirst = payment([answer('90834', -12500, -8000, 'CO-45 -2500', 'PR-3 -2000')], { statusCode: '22' });
const paidAgain = payment([answer('90834', 12500, 9000, 'CO-45 2500', 'PR-3 1000')]);

const reversalOfAll = payment(
  [
    answer('90834', -12500, -8000, 'CO-45 -2500', 'PR-3 -2000'),
    answer('90837', -18050, -9040, 'CO-45 -5010', 'PR-1 -3000', 'PR-2 -1000'),
  ],
  { statusCode: '22' },
);
const denialOfAll = payment([
  answer('90834', 12500, 0, 'CO-45 2500', 'CO-50 10000'),
  answer('90837', 18050, 0, 'CO-50 18050'),
]);
describe('the shares of each service and in all', () => {
  test.each<readonly [string, readonly ClaimPayment[], readonly Shares[]]>([
    [
      'a usual payment',
      [usualPayment],
      [
        [12500, 8000, 2500, 0, 2000],
        [18050, 9040, 5010, 0, 4000],
        [30550, 17040, 7510, 0, 6000],
      ],
    ],
    [
      'in two parts',
      [payment([second]), payment([first])],
      [
        [12500, 8000, 2500, 0, 2000],
        [18050, 9040, 5010, 0, 4000],
        [30550, 17040, 7510, 0, 6000],
      ],
    ],
    [
      'a line without an answer',
      [payment([first])],
      [
        [12500, 8000, 2500, 0, 2000],
        [18050, 0, 0, 18050, 0],
        [30550, 8000, 2500, 18050, 2000],
      ],
    ],
    [
      'a payer has taken back what it had not paid: that is not the patient’s',
      [
        payment([answer('90834', 12500, 0, 'CO-45 2500', 'PR-1 10000')]),
        payment([], { statusCode: '22', paid: asCents(-4000) }),
      ],
      [
        [12500, 0, 2500, 0, 10000],
        [18050, 0, 0, 18050, 0],
        [30550, 0, 2500, 18050, 10000],
      ],
    ],
    [
      'a denied line is in follow-up',
      [payment([first, answer('90837', 18050, 0, 'CO-16 18050')])],
      [
        [12500, 8000, 2500, 0, 2000],
        [18050, 0, 0, 18050, 0],
        [30550, 8000, 2500, 18050, 2000],
      ],
    ],
    [
      'reversed and paid again',
      [usualPayment, reversalOfFirst, paidAgain],
      [
        [12500, 9000, 2500, 0, 1000],
        [18050, 9040, 5010, 0, 4000],
        [30550, 18040, 7510, 0, 5000],
      ],
    ],
    [
      'the reversal first',
      [reversalOfFirst, paidAgain, usualPayment],
      [
        [12500, 9000, 2500, 0, 1000],
        [18050, 9040, 5010, 0, 4000],
        [30550, 18040, 7510, 0, 5000],
      ],
    ],
    [
      'no lines in the answer',
      [
        payment([], {
          charge: asCents(30550),
          paid: asCents(20000),
          adjustments: adjustments('CO-45 5550', 'PR-1 5000'),
        }),
      ],
      [
        [12500, 12500, 0, 0, 0],
        [18050, 7500, 5550, 0, 5000],
        [30550, 20000, 5550, 0, 5000],
      ],
    ],
    [
      'a deductible on the claim as a whole',
      [
        payment([answer('90834', 12500, 12500), answer('90837', 18050, 18050)], {
          paid: asCents(28550),
          adjustments: adjustments('PR-1 2000'),
        }),
      ],
      [
        [12500, 10500, 0, 0, 2000],
        [18050, 18050, 0, 0, 0],
        [30550, 28550, 0, 0, 2000],
      ],
    ],
    [
      'a service that the payer put together',
      [payment([answer('90899', 30550, 20550, 'CO-45 10000')])],
      [
        [12500, 12500, 0, 0, 0],
        [18050, 8050, 10000, 0, 0],
        [30550, 20550, 10000, 0, 0],
      ],
    ],
  ])('%s', (_what, payments, expected) => {
    expect(sharesOf(buildStatement(statementParts(payments)))).toEqual(expected);
  });
});

test('of two services that differ by modifier alone, each has what its own answer says', () => {
  const claim = exampleClaim();
  const serviceLines = claim.serviceLines.map((line, place) => ({
    ...line,
    procedureCode: '73030',
    procedureModifiers: [place === 0 ? 'RT' : 'LT'],
  }));
  const right = { ...answer('73030', 12500, 8000, 'CO-45 2500', 'PR-3 2000'), procedureModifiers: ['RT'] };
  const left = { ...answer('73030', 18050, 0, 'CO-50 18050'), procedureModifiers: ['LT'] };
  const expected = [
    [12500, 8000, 2500, 0, 2000],
    [18050, 0, 0, 18050, 0],
    [30550, 8000, 2500, 18050, 2000],
  ];
  for (const payments of [[payment([left, right])], [payment([left]), payment([right])]]) {
    expect(sharesOf(buildStatement(statementParts(payments, { ...claim, serviceLines })))).toEqual(expected);
  }
});

describe('nothing is charged by a voided claim', () => {
  const taken = journalEntry('void', '2026-05-01', transfer(asCents(30550), 'receivable:payer', 'revenue'));
  const denialTaken = journalEntry('superseded#1', '2026-05-01', [
    ...transfer(asCents(2500), 'adjustments', 'receivable:payer'),
    ...transfer(asCents(28050), 'receivable:follow-up', 'receivable:payer'),
  ]);
  test.each<readonly [string, readonly ClaimPayment[], readonly JournalEntry[]]>([
    ['whose payment was reversed', [usualPayment, reversalOfAll], [taken]],
    ['and that was denied after', [usualPayment, reversalOfAll, denialOfAll], [taken, denialTaken]],
  ])('%s', (_what, payments, more) => {
    const statement = buildStatement(statementParts(payments, exampleClaim(), more));
    expect(sharesOf(statement)).toEqual(Array(3).fill([0, 0, 0, 0, 0]));
    expect(statement.because).toEqual([]);
  });
});

test('what a person decided counts: given up, or laid on the patient', () => {
  const denied = payment([first, answer('90837', 18050, 0, 'PR-204 18050')]);
  const decided = journalEntry('decision#1', '2026-04-01', [
    ...transfer(asCents(10000), 'receivable:follow-up', 'receivable:patient', 'PR-204'),
    ...transfer(asCents(8050), 'receivable:follow-up', 'write-offs', 'courtesy'),
  ]);
  const statement = buildStatement(statementParts([denied], exampleClaim(), [decided]));
  expect(sharesOf(statement)[1]).toEqual([18050, 0, 8050, 0, 10000]);
  expect(statement.because.map(({ title, amount }) => [title, amount])).toEqual([
    ['Copay', 2000],
    ['Not covered', 10000],
  ]);
});

describe('is sent to', () => {
  const dependent = { relationshipToSubscriberCode: '19', lastName: 'Santos', firstName: 'Leo' };
  test.each<readonly [string, object, string]>([
    ['a child', { ...dependent, dateOfBirth: '2015-05-05' }, 'Parent or guardian of Leo Santos'],
    ['one who is 18 tomorrow', { ...dependent, dateOfBirth: '2008-04-03' }, 'Parent or guardian of Leo Santos'],
    ['one who is 18 today', { ...dependent, dateOfBirth: '2008-04-02' }, 'Leo Santos'],
    ['one whose age is not known', dependent, 'Leo Santos'],
  ])('%s', (_what, patient, expected) => {
    const { addressee } = buildStatement(statementParts([usualPayment], exampleClaim({ dependent: patient })));
    expect(addressee).toMatchObject({ name: expected, address: { city: 'Troy' } });
  });
});

describe('is refused', () => {
  const claim = exampleClaim();
  const refund = payment([], { paid: asCents(0), adjustments: adjustments('PR-1 -100', 'CO-45 100') });
  test.each<readonly [string, readonly ClaimPayment[], Claim, string]>([
    [
      'a total that is not the sum of the lines',
      [usualPayment],
      { ...claim, totalCharge: asCents(1) },
      'do not add up',
    ],
    ['a payment above the charge', [payment([answer('90834', 12500, 99900)])], claim, 'in credit'],
    ['a patient in credit', [refund], claim, 'cannot be sent'],
  ])('%s', (_what, payments, changed, sentence) => {
    expect(() => buildStatement(statementParts(payments, changed))).toThrow(sentence);
  });
});

test.each([
  ['99213', [], 'Office visit'],
  ['99214', ['25', '95'], 'Office visit, by video'],
  ['90834', ['93'], 'Psychotherapy, 45 minutes, by phone'],
  ['12345', [], 'Service 12345'],
])('%s %s is called %s', (procedureCode, procedureModifiers, expected) => {
  const [line] = exampleClaim().serviceLines;
  if (line === undefined) throw new Error('the example has a line');
  expect(serviceName({ ...line, procedureCode, procedureModifiers })).toBe(expected);
});
