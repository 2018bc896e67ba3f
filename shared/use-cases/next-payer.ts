import type { Finding } from '../claims/index.ts';
import { journalEntry } from '../ledger/index.ts';
import { supersede } from '../remittance/index.ts';
import type { ClaimChange, ClaimFile } from '../repositories/index.ts';
import { adjudicationOf, patientShareKey, paymentsOf } from './payment-mail.ts';

/** Why a claim waits whose payer has answered while the claim names another one. */
export const billNextPayer = {
  code: 'next-payer',
  severity: 'error',
  message:
    "This payer has answered and the claim names another one: bill that one under this claim's patient control number, so that its answer is posted here. Release the claim once no other payer is to be billed and the patient may be (under Medicaid he may not): he is then billed for what this one has left to him, and what was denied stays in follow-up.",
} as const satisfies Finding;

/** Why one waits that its payer has sent on itself (CLP02 19, 20, 21): billed again, the next payer would have it twice. */
export const awaitForwarded = {
  ...billNextPayer,
  message:
    'This payer has answered and has forwarded the claim to another one: wait for that one, and release the claim once no answer of it will come; the patient is then billed for what this one has left to him, and what was denied stays in follow-up.',
} as const satisfies Finding;

/** Why one waits whose last payer has answered for less of the patient's share than the one before has left. */
export const shareUndecided = {
  code: 'patient-share',
  severity: 'error',
  message:
    'The last payer has answered and has not decided all of what the one before has left to the patient: look whether he may be billed for the rest (Medicaid forbids it), and whether that payer has more to pay. Release the claim to bill him.',
} as const satisfies Finding;

/** Why one waits of which something is open that the patient may not be asked for, and no payer is left that the claim names. */
export const shareProtected = {
  code: 'protected-share',
  severity: 'error',
  message:
    'The payer forbids to collect this from the patient (OA-209, or N781, N782, N783: he is a qualified Medicare beneficiary): do not bill him, and refund what he has paid of it. Bill Medicaid or another payer of his; the claim waits until a remittance accounts for it.',
} as const satisfies Finding;

/** The same reason where its release bills the patient for less than was left open. */
export function sparingPatient<Reason extends Finding>(reason: Reason): Reason {
  const less = 'He is not billed for what a payer forbids to collect from him (OA-209, or N781, N782, N783).';
  return { ...reason, message: `${reason.message} ${less}` };
}

const isDenied = ({ status }: ClaimFile['record']): boolean => status === 'denied' || status === 'partially-denied';

/** Whether it waits for one of these: alone, or beside what was denied. */
function isHeldFor({ record }: ClaimFile, codes: ReadonlySet<string>): boolean {
  return (record.status === 'held' || isDenied(record)) && record.reasons.some(({ code }) => codes.has(code));
}

/** A person says that no other payer is billed. */
const settledByRelease: ReadonlySet<string> = new Set([billNextPayer.code, shareUndecided.code]);
/** The books do not come out: with a payer, or of the patient's share. */
const unbalanced: ReadonlySet<string> = new Set([
  'credit-balance',
  'excess-takeback',
  'open-balance',
  'protected-share',
  'patient-credit',
]);

export function isHeldForNextPayer(file: ClaimFile): boolean {
  return isHeldFor(file, settledByRelease);
}

/** Held for what came of its payment, so that there is nothing to send again. */
export function isHeldAfterPayment(file: ClaimFile): boolean {
  return isHeldForNextPayer(file) || isHeldFor(file, unbalanced);
}

/** Looks again at a balance that was released: what stands of it holds the claim anew. What was denied stays in follow-up. */
export function lookAgainAtBalance({ record }: ClaimFile, change: ClaimChange): void {
  const left = record.reasons.filter(({ code }) => !unbalanced.has(code));
  if (isDenied(record)) change.moveTo(record.status, left);
  else change.moveTo('paid');
}

/** No other payer is to be billed after all: what those who answered left to the patient is owed by him from now on. */
export function settleWithoutNextPayer(file: ClaimFile, change: ClaimChange, date: string): void {
  const posted = paymentsOf(file).filter(({ read }) => read);
  const { attempt, answers } = adjudicationOf(file, posted);
  const { round, status, reasons } = file.record;
  const nothing = { ...journalEntry(patientShareKey(file), date, []), attempt };
  // Posted even when nothing was left to him: it says that the claim is settled.
  change.post(supersede(file.journal, answers, { ...nothing, payersLeft: 0, isShareSettled: true }) ?? nothing);
  change.say('no other payer is billed');
  if (isDenied(file.record)) {
    // What was denied stays in follow-up.
    change.update({ payersLeft: 0 });
    change.closeWork(file.work.filter(({ category }) => settledByRelease.has(category)));
    const left = reasons.filter(({ code }) => !settledByRelease.has(code));
    change.moveTo(status, left);
    return;
  }
  change.update({ payersLeft: 0, round: round + 1 });
  change.closeWork();
  change.moveTo('paid');
}
