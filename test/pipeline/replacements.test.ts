import { describe, expect, test } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { balances, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import type { ClaimFile } from '../../shared/repositories/index.ts';
import { runReport } from '../../shared/use-cases/index.ts';
import { encounter, theClaim } from './one-claim.ts';
import { answer, asDuplicate, inFull, type LineAnswer, pay, reversal } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

const nothing = { billed: 0, paid: 0, adjusted: 0, denied: 0, patient: 0, writtenOff: 0, open: 0 };
const paidOnce = { ...nothing, billed: 20_300, paid: 9_480, adjusted: 8_450, patient: 2_370 };
const closed = { status: 'closed', reasons: [], openWork: [], money: paidOnce };
const voided = { status: 'voided', reasons: [], openWork: [], money: nothing };
const overdue = { status: 'overdue' };
const inCredit = { status: 'held', reasons: ['credit-balance'], openWork: ['credit-balance 9480'] };
const paidTwice = { ...inCredit, money: { ...nothing, paid: 9_480, open: -9_480 } };
const denial: readonly LineAnswer[] = [
  { paid: 0, adjusted: { 'CO-50': 16_500 } },
  { paid: 0, adjusted: { 'CO-50': 3_800 } },
];
const inPart: readonly LineAnswer[] = [
  { paid: 8_160, adjusted: { 'CO-45': 6_300, 'PR-2': 2_040 } },
  { paid: 0, adjusted: { 'CO-97': 3_800 } },
];
const byPatient: readonly LineAnswer[] = [
  { paid: 0, adjusted: { 'CO-45': 6_300, 'PR-1': 10_200 } },
  { paid: 0, adjusted: { 'CO-45': 2_150, 'PR-1': 1_650 } },
];

async function stands(home: Home, externalId: string) {
  const { record, journal, work } = await theClaim(home, externalId);
  return {
    status: record.status,
    reasons: record.reasons.map(({ code }) => code),
    openWork: work.filter(({ open }) => open).map(({ category, amountCents }) => `${category} ${amountCents}`),
    money: whereTheMoneyStands(balances(journal)),
  };
}

/** The practice replaces its claim EARLIER by another, under the number that the payer gave it. */
async function replace(home: Home, memberId: string): Promise<void> {
  const { submissions } = await theClaim(home, 'EARLIER');
  const theirs = submissions[0]?.assignedPayerClaimControlNumber;
  expect(theirs).toBeDefined();
  const changes = { encounterId: 'LATER', claimFrequencyCode: '7', payerClaimControlNumber: theirs };
  await takeIn(home, uploadOf('later', encounter(memberId, changes)));
}

type Said = readonly [claim: 'EARLIER' | 'LATER', statusCode: string, lines: readonly LineAnswer[], takenBack?: true];
type Step = readonly [said: Said | 'replaced', earlier: object];

async function plays(home: Home, steps: readonly Step[], replacement: string): Promise<void> {
  await takeIn(home, uploadOf('earlier', encounter('SILENT8', { encounterId: 'EARLIER' })));
  for (const [index, [said, earlier]] of steps.entries()) {
    if (said === 'replaced') await replace(home, replacement);
    else {
      const [claim, statusCode, lines, takenBack] = said;
      const file: ClaimFile = await theClaim(home, claim);
      const payment = answer(file, 1, statusCode, lines);
      const date = new Date(Date.UTC(2026, 5, 1 + index)).toISOString().slice(0, 10);
      await pay(home, file, date, takenBack ? reversal(payment) : payment);
    }
    expect(await stands(home, 'EARLIER')).toMatchObject(earlier);
  }
  expect((await runReport(home.services)).ledgerImbalance).toBe(0);
}

const paid = ['EARLIER', '1', inFull] as const;
const takenBack = ['EARLIER', '1', inFull, true] as const;
const paidAnew = ['LATER', '1', inFull] as const;

describe('a claim whose replacement is adjudicated', () => {
  test.each<[string, readonly Step[], later: object]>([
    [
      'both are paid: the earlier payment is a credit until it is taken back',
      [
        [paid, closed],
        ['replaced', closed],
        [paidAnew, paidTwice],
        [takenBack, voided],
      ],
      closed,
    ],
    [
      'the earlier payment was taken back before',
      [
        [paid, closed],
        ['replaced', closed],
        [takenBack, voided],
        [paidAnew, voided],
      ],
      closed,
    ],
    [
      'the earlier was paid in part',
      [
        [['EARLIER', '1', inPart], { status: 'partially-denied' }],
        ['replaced', { status: 'partially-denied' }],
        [
          paidAnew,
          { ...inCredit, openWork: ['credit-balance 8160'], money: { ...nothing, paid: 8_160, open: -8_160 } },
        ],
        [['EARLIER', '1', inPart, true], voided],
      ],
      closed,
    ],
    [
      'the earlier was left to the patient: nothing was paid that could be taken back',
      [
        [['EARLIER', '1', byPatient], { status: 'closed', money: { ...paidOnce, paid: 0, patient: 11_850 } }],
        ['replaced', { status: 'closed' }],
        [paidAnew, voided],
      ],
      closed,
    ],
    [
      'the replacement is denied: the earlier payment stands',
      [
        [paid, closed],
        ['replaced', closed],
        [['LATER', '4', denial], closed],
      ],
      { status: 'denied' },
    ],
    [
      'the replacement is paid after all',
      [
        [paid, closed],
        ['replaced', closed],
        [['LATER', '4', asDuplicate], closed],
        [paidAnew, paidTwice],
      ],
      closed,
    ],
    [
      'the earlier was paid under two trace numbers',
      [
        [paid, closed],
        [paid, { ...inCredit, money: { ...paidOnce, paid: 18_960, open: -9_480 } }],
        ['replaced', inCredit],
        [
          paidAnew,
          { ...inCredit, openWork: ['credit-balance 18960'], money: { ...nothing, paid: 18_960, open: -18_960 } },
        ],
        [takenBack, paidTwice],
        [takenBack, voided],
      ],
      closed,
    ],
    [
      'the earlier is paid late, after its replacement',
      [
        ['replaced', { status: 'voided' }],
        [paidAnew, voided],
        [paid, paidTwice],
        [takenBack, voided],
      ],
      closed,
    ],
  ])('%s', async (_name, steps, later) => {
    using home = await temporaryHome();
    await plays(home, steps, 'SILENT9');
    expect(await stands(home, 'LATER')).toMatchObject(later);
    const { record } = await theClaim(home, 'EARLIER');
    if (record.reasons.length > 0) expect(record.reasons[0]?.message).toMatch(/^Paid twice/);
  });

  test.each<[string, readonly Step[]]>([
    [
      'an earlier claim that was paid is paid twice',
      [
        [paid, closed],
        ['replaced', closed],
        [paidAnew, paidTwice],
        [takenBack, voided],
      ],
    ],
    [
      'one whose payment was taken back is voided',
      [
        [paid, closed],
        [takenBack, { status: 'in-process' }],
        ['replaced', overdue],
        [paidAnew, voided],
      ],
    ],
    [
      'one that is overdue is voided, whatever the payer says of the replacement',
      [
        ['replaced', overdue],
        [['LATER', '4', denial], voided],
      ],
    ],
  ])('without an acknowledgement of it: %s', async (_name, steps) => {
    using home = await temporaryHome();
    await plays(home, steps, 'SILENTACK9');
  });
});
