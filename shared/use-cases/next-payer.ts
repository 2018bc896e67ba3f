import type { Finding } from '../claims/index.ts';
import { journalEntry } from '../ledger/index.ts';
import { patientSharePostings } from '../remittance/index.ts';
import type { ClaimChange, ClaimFile } from '../repositories/index.ts';
import { decidingAttempt, paymentsOf } from './payment-mail.ts';

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

/** No other payer is to be billed after all: what the first one left to the patient is owed by him from now on. */
export function settleWithoutNextPayer(file: ClaimFile, change: ClaimChange, date: string): void {
  const posted = paymentsOf(file).filter(({ read }) => read);
  const attempt = decidingAttempt(file, posted);
  const payments = posted.filter(({ content }) => content.attempt === attempt).map(({ content }) => content.payment);
  const { round } = file.record;
  change.post({ ...journalEntry(`patient-share#${round}`, date, patientSharePostings(payments)), attempt });
  change.update({ payersLeft: 0, round: round + 1 });
  change.closeWork();
  change.moveTo('paid');
  change.say('no other payer is billed');
}
