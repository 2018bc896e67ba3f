import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { balances } from '../../shared/ledger/index.ts';
import type { ClaimPayment } from '../../shared/remittance/index.ts';
import type { ClaimFile } from '../../shared/repositories/index.ts';
import { encounter, stands, theClaim } from './one-claim.ts';
import { answer, asDuplicate, inFull, type LineAnswer, part, pay, reversal } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const paidOnce = { billed: 20_300, paid: 9_480, adjusted: 8_450, denied: 0, patient: 2_370, writtenOff: 0, open: 0 };
const closed = { status: 'closed', reasons: [], openWork: [] };
const inCredit = { status: 'held', reasons: ['credit-balance'], openWork: ['credit-balance'] };
const denial: readonly LineAnswer[] = [
  { paid: 0, adjusted: { 'CO-50': 16_500 } },
  { paid: 0, adjusted: { 'CO-50': 3_800 } },
];
/** The first line is paid as before, the second is denied. */
const inPart: readonly LineAnswer[] = [
  { paid: 8_160, adjusted: { 'CO-45': 6_300, 'PR-2': 2_040 } },
  { paid: 0, adjusted: { 'CO-97': 3_800 } },
];
const more: readonly LineAnswer[] = [
  { paid: 9_000, adjusted: { 'CO-45': 6_300, 'PR-2': 1_200 } },
  { paid: 1_320, adjusted: { 'CO-45': 2_150, 'PR-2': 330 } },
];

/** 10.00 more for the first line, and of both what was paid before. */
const supplement: readonly LineAnswer[] = [
  { paid: 1_000, adjusted: { 'CO-45': 6_300, 'OA-B13': 8_160, 'PR-2': 1_040 } },
  { paid: 0, adjusted: { 'CO-45': 2_150, 'OA-B13': 1_320, 'PR-2': 330 } },
];

type Answers = (of: (statusCode: string, lines: readonly LineAnswer[]) => ClaimPayment) => readonly ClaimPayment[];

/** What a payer decided of one submission, one remittance each, on these days of May. */
const rows: readonly (readonly [name: string, answers: Answers, ended: object])[] = [
  [
    'pays the same again',
    (of) => [of('1', inFull), of('1', inFull)],
    { ...inCredit, money: { ...paidOnce, paid: 18_960, open: -9_480 } },
  ],
  [
    'pays the same again and takes one back',
    (of) => [of('1', inFull), of('1', inFull), reversal(of('1', inFull))],
    { ...closed, money: paidOnce },
  ],
  [
    'pays the same three times and takes one back',
    (of) => [of('1', inFull), of('1', inFull), reversal(of('1', inFull)), of('1', inFull)],
    { ...inCredit, money: { ...paidOnce, paid: 18_960, open: -9_480 } },
  ],
  [
    'pays more beside what it paid before (B13)',
    (of) => [of('1', inFull), of('1', supplement)],
    { ...closed, money: { ...paidOnce, paid: 10_480, patient: 1_370 } },
  ],
  [
    'pays more beside what it paid before, and that has not come',
    (of) => [of('1', supplement)],
    {
      status: 'held',
      reasons: ['open-balance'],
      openWork: ['open-balance'],
      money: { ...paidOnce, paid: 1_000, patient: 1_370, open: 9_480 },
    },
  ],
  [
    'pays more and does not take back what it paid before',
    (of) => [of('1', inFull), of('1', more)],
    { ...inCredit, money: { ...paidOnce, paid: 19_800, patient: 1_530, open: -9_480 } },
  ],
  [
    'pays more and takes back what it paid before, afterwards',
    (of) => [of('1', inFull), of('1', more), reversal(of('1', inFull))],
    { ...closed, money: { ...paidOnce, paid: 10_320, patient: 1_530 } },
  ],
  [
    'denies the same again',
    (of) => [of('4', denial), of('4', denial)],
    {
      status: 'denied',
      reasons: ['denied-CO-50'],
      openWork: ['denial'],
      money: { ...paidOnce, paid: 0, adjusted: 0, patient: 0, denied: 20_300 },
    },
  ],
  [
    'pays what it had denied, without a reversal',
    (of) => [of('4', denial), of('1', inFull)],
    { ...closed, money: paidOnce },
  ],
  [
    'pays a part, denies a part, and does the same again',
    (of) => [of('1', inPart), of('1', inPart)],
    {
      status: 'partially-denied',
      reasons: ['denied-CO-97', 'credit-balance'],
      openWork: ['credit-balance', 'partial-denial'],
      money: { ...paidOnce, paid: 16_320, adjusted: 6_300, denied: 3_800, patient: 2_040, open: -8_160 },
    },
  ],
  [
    'pays a part, denies a part, does the same again and takes one back',
    (of) => [of('1', inPart), of('1', inPart), reversal(of('1', inPart))],
    {
      status: 'partially-denied',
      reasons: ['denied-CO-97'],
      openWork: ['partial-denial'],
      money: { ...paidOnce, paid: 8_160, adjusted: 6_300, denied: 3_800, patient: 2_040 },
    },
  ],
  [
    'denies what it had paid, without a reversal',
    (of) => [of('1', inFull), of('4', denial)],
    {
      status: 'partially-denied',
      reasons: ['denied-CO-50', 'credit-balance'],
      openWork: ['credit-balance', 'partial-denial'],
      money: { ...paidOnce, adjusted: 0, denied: 20_300, patient: 0, open: -9_480 },
    },
  ],
  [
    'denies as a duplicate what it had paid',
    (of) => [of('1', inFull), of('4', asDuplicate)],
    { ...closed, money: paidOnce },
  ],
  ['answers in parts', (of) => [part(of('1', inFull), 0), part(of('1', inFull), 1)], { ...closed, money: paidOnce }],
  [
    'answers in parts and pays one of them again',
    (of) => [part(of('1', inFull), 0), part(of('1', inFull), 1), part(of('1', inFull), 1)],
    { ...inCredit, money: { ...paidOnce, paid: 10_800, open: -1_320 } },
  ],
  [
    'answers in full and decides one line anew',
    (of) => [of('1', inPart), part(of('1', inFull), 1)],
    { ...closed, money: paidOnce },
  ],
];

async function waiting(home: Home): Promise<ClaimFile> {
  await takeIn(home, uploadOf('one', encounter('SILENT8')));
  return theClaim(home);
}

describe('a payer that answers the same submission more than once', () => {
  for (const order of ['as it decided', 'last decision first'] as const) {
    test.each(rows)(`%s (remittances come ${order})`, async (_name, answers, ended) => {
      using home = await temporaryHome();
      const file = await waiting(home);
      const decided = answers((statusCode, lines) => answer(file, 1, statusCode, lines)).map(
        (payment, day) => [`2026-05-${11 + day}`, payment] as const,
      );
      for (const [date, payment] of order === 'as it decided' ? decided : decided.toReversed()) {
        await pay(home, file, date, payment);
      }
      await home.time.run();
      const found = await stands(home);
      expect({ ...found, openWork: found.openWork.toSorted() }).toMatchObject(ended);
      const { journal } = await theClaim(home);
      expect(Object.values(balances(journal)).reduce((sum, each) => sum + each, 0)).toBe(0);
    });
  }
});
