import { expect } from 'vitest';
import type { Home } from '../../local/home/home.ts';
import { balances, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import { claimFiles } from '../../shared/repositories/index.ts';
import { releaseClaim, runReport } from '../../shared/use-cases/index.ts';
import { biller, encounter, scope, theClaim } from './one-claim.ts';
import {
  acknowledge,
  answer,
  inFull,
  type LineAnswer,
  part,
  pay,
  payIn835,
  rejectedIn277,
  reversal,
} from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

export const nothing = { billed: 0, paid: 0, adjusted: 0, denied: 0, patient: 0, writtenOff: 0, open: 0 };
export const paidOnce = { ...nothing, billed: 20_300, paid: 9_480, adjusted: 8_450, patient: 2_370 };
export const closed = { status: 'closed', reasons: [], openWork: [], money: paidOnce };
export const unbilled = { status: 'closed', reasons: [], openWork: [], money: nothing };
export const voided = { status: 'voided', reasons: [], openWork: [], money: nothing };
export const inCredit = {
  status: 'held',
  reasons: ['credit-balance'],
  openWork: ['credit-balance 9480'],
  money: { ...nothing, paid: 9_480, open: -9_480 },
};
export const denial: readonly LineAnswer[] = [
  { paid: 0, adjusted: { 'CO-50': 16_500 } },
  { paid: 0, adjusted: { 'CO-50': 3_800 } },
];

/** 103.20 paid, and 15.30 for the patient. */
export const more: readonly LineAnswer[] = [
  { paid: 9_000, adjusted: { 'CO-45': 6_300, 'PR-2': 1_200 } },
  { paid: 1_320, adjusted: { 'CO-45': 2_150, 'PR-2': 330 } },
];
export const paidMore = { ...closed, money: { ...paidOnce, paid: 10_320, patient: 1_530 }, statements: [1_530] };
/** A replacement of which nothing stands any more. */
export const takenBack = {
  status: 'overdue',
  reasons: ['replacement-taken-back'],
  openWork: ['overdue 20300'],
  money: { ...nothing, billed: 20_300, open: 20_300 },
};
/** More was taken back than had been paid. */
export const excess = {
  status: 'held',
  reasons: ['excess-takeback'],
  openWork: ['excess-takeback 9480'],
  money: { ...nothing, paid: -9_480, open: 9_480 },
};
export const back = { back: true } as const;

/** What a biller and a patient see of a claim. */
export async function stands(home: Home, externalId: string) {
  const { record, journal, work, statements } = await theClaim(home, externalId);
  return {
    status: record.status,
    reasons: record.reasons.map(({ code }) => code),
    openWork: work.filter(({ open }) => open).map(({ category, amountCents }) => `${category} ${amountCents}`),
    money: whereTheMoneyStands(balances(journal)),
    statements: statements.map(({ amountCents }) => amountCents),
  };
}

/** Something that happens to claims. */
export type Step = (home: Home) => Promise<void>;

export const send =
  (externalId: string, memberId: string, changes: object = {}): Step =>
  (home) =>
    takeIn(home, uploadOf(externalId, encounter(memberId, { encounterId: externalId, ...changes })));

/** A void (8) or replacement (7) under the number that the payer gave the other claim. */
export const takeBack =
  (claimFrequencyCode: '7' | '8', externalId: string, memberId: string, of: string): Step =>
  async (home) => {
    const { submissions } = await theClaim(home, of);
    const payerClaimControlNumber = submissions[0]?.assignedPayerClaimControlNumber;
    await send(externalId, memberId, { claimFrequencyCode, payerClaimControlNumber })(home);
  };

export const says =
  (externalId: string, paymentDate: string, lines: readonly LineAnswer[], back = false): Step =>
  async (home) => {
    const file = await theClaim(home, externalId);
    const payment = answer(file, file.submissions.length, lines === denial ? '4' : '1', lines);
    await pay(home, file, paymentDate, back ? reversal(payment) : payment);
  };

/** What an 835 says under a claim's latest number: a reversal, one line of it alone, or under the payer's number for another claim. */
type Said = readonly [of: string, lines: readonly LineAnswer[], how?: { back?: true; line?: number; theirs?: string }];

export const in835 =
  (name: string, paymentDate: string, ...said: readonly Said[]): Step =>
  async (home) => {
    const payments = [];
    for (const [of, lines, { back, line, theirs } = {}] of said) {
      const file = await theClaim(home, of);
      const whole = answer(file, file.submissions.length, lines === denial ? '4' : '1', lines);
      const payment = line === undefined ? whole : part(whole, line);
      const [known] = theirs === undefined ? [] : (await theClaim(home, theirs)).submissions;
      const number = known?.assignedPayerClaimControlNumber;
      const named = number === undefined ? payment : { ...payment, payerClaimControlNumber: number };
      payments.push(back ? reversal(named) : named);
    }
    await payIn835(home, name, paymentDate, ...payments);
  };

export const reject =
  (externalId: string): Step =>
  async (home) => {
    const file = await theClaim(home, externalId);
    await acknowledge(home, file, file.submissions.length, rejectedIn277);
  };

export const release =
  (externalId: string): Step =>
  async (home) => {
    const { claimId } = (await theClaim(home, externalId)).record;
    await releaseClaim(scope, biller, home.services, claimId);
    await home.time.run();
  };

export type Row = readonly [
  name: string,
  steps: readonly (readonly [happens: Step, then: Readonly<Record<string, object>>])[],
];

/** Whatever came: of a claim that is closed no payer owes or is owed anything. */
export async function closedMeansNothingOpen(home: Home): Promise<void> {
  for await (const { record, journal } of claimFiles(home.services.items, scope)) {
    if (record.status === 'closed') expect(balances(journal)['receivable:payer'], record.claim.sourceId).toBe(0);
  }
}

/** A claim A, and what happens to it and others, each with how they stand then. */
export async function plays(steps: Row[1]): Promise<void> {
  using home = await temporaryHome();
  await send('A', 'SILENT8')(home);
  for (const [happens, then] of steps) {
    await happens(home);
    for (const [externalId, expected] of Object.entries(then)) {
      expect(await stands(home, externalId), externalId).toMatchObject(expected);
    }
    expect((await runReport(home.services)).ledgerImbalance).toBe(0);
    await closedMeansNothingOpen(home);
  }
}

export const paid = [says('A', '2026-05-09', inFull), { A: closed }] as const;
export const paidBack = says('A', '2026-08-01', inFull, true);
export const replaced = takeBack('7', 'B', 'SILENT9', 'A');
export const voids = takeBack('8', 'V', 'SILENT7', 'A');
