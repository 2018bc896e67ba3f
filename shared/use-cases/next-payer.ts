import type { Finding } from '../claims/index.ts';
import { journalEntry } from '../ledger/index.ts';
import { supersede } from '../remittance/index.ts';
import type { ClaimChange, ClaimFile } from '../repositories/index.ts';
import { adjudicationOf, patientShareKey, paymentsOf } from './payment-mail.ts';

/** Why a claim waits whose payer has answered while the claim names another one. */
export const billNextPayer: Finding = {
  code: 'next-payer',
  severity: 'error',
  message:
    'This payer has answered and the claim names another one: bill that one, and release the claim once no other payer is to be billed; the patient is then billed for what is left.',
};

/** Why one waits that its payer has sent on itself (CLP02 19, 20, 21): billed again, the next payer would have it twice. */
export const awaitForwarded: Finding = {
  code: 'next-payer',
  severity: 'error',
  message:
    'This payer has answered and has forwarded the claim to another one: wait for that one, and release the claim once no answer of it will come; the patient is then billed for what is left.',
};

/** Whether it waits for one of these: alone, or beside what was denied. */
function isHeldFor({ record: { status, reasons } }: ClaimFile, codes: ReadonlySet<string>): boolean {
  return (status === 'held' || status === 'partially-denied') && reasons.some(({ code }) => codes.has(code));
}

const nextPayer: ReadonlySet<string> = new Set([billNextPayer.code]);
/** More was paid than billed or taken back than paid, or more of the patient's share taken back than laid on him. */
const credits: ReadonlySet<string> = new Set(['credit-balance', 'excess-takeback', 'patient-credit']);

export function isHeldForNextPayer(file: ClaimFile): boolean {
  return isHeldFor(file, nextPayer);
}

/** Held for what came of its payment, so that there is nothing to send again. */
export function isHeldAfterPayment(file: ClaimFile): boolean {
  return isHeldFor(file, nextPayer) || isHeldFor(file, credits);
}

/** Looks again at a credit that was released: what stands of it holds the claim anew. What was denied stays in follow-up. */
export function lookAgainAtCredit({ record: { status, reasons } }: ClaimFile, change: ClaimChange): void {
  const left = reasons.filter(({ code }) => !credits.has(code));
  if (status === 'partially-denied') change.moveTo(status, left);
  else change.moveTo('paid');
}

/** No other payer is to be billed after all: what the last one left to the patient is owed by him from now on. */
export function settleWithoutNextPayer(file: ClaimFile, change: ClaimChange, date: string): void {
  const posted = paymentsOf(file).filter(({ read }) => read);
  const { attempt, answers } = adjudicationOf(file, posted);
  const { round, status, reasons } = file.record;
  const nothing = { ...journalEntry(patientShareKey(round), date, []), attempt };
  // Posted even when nothing was left to him: it says that the claim is settled.
  change.post(supersede(file.journal, answers, { ...nothing, payersLeft: 0 }) ?? nothing);
  change.say('no other payer is billed');
  if (status === 'partially-denied') {
    // What was denied stays in follow-up.
    change.update({ payersLeft: 0 });
    change.closeWork(file.work.filter(({ category }) => category === 'next-payer'));
    const left = reasons.filter(({ code }) => code !== billNextPayer.code);
    change.moveTo(status, left);
    return;
  }
  change.update({ payersLeft: 0, round: round + 1 });
  change.closeWork();
  change.moveTo('paid');
}
