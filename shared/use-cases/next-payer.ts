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

export function isHeldForNextPayer({ record }: ClaimFile): boolean {
  return record.status === 'held' && record.reasons.some(({ code }) => code === billNextPayer.code);
}

/** No other payer is to be billed after all: what the last one left to the patient is owed by him from now on. */
export function settleWithoutNextPayer(file: ClaimFile, change: ClaimChange, date: string): void {
  const posted = paymentsOf(file).filter(({ read }) => read);
  const { attempt, answers } = adjudicationOf(file, posted);
  const { round } = file.record;
  const nothing = { ...journalEntry(patientShareKey(round), date, []), attempt };
  // Posted even when nothing was left to him: it says that the claim is settled.
  change.post(supersede(file.journal, answers, { ...nothing, payersLeft: 0 }) ?? nothing);
  change.update({ payersLeft: 0, round: round + 1 });
  change.closeWork();
  change.moveTo('paid');
  change.say('no other payer is billed');
}
