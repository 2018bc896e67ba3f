import { type Account, type JournalEntry, journalEntry, type Posting, transfer } from '../ledger/index.ts';
import { asCents } from '../money.ts';
import type { CurrentAnswer } from './current-answers.ts';
import { ownDecisions } from './own-decisions.ts';
import { paymentPostings } from './payment-postings.ts';

/** What was paid has left this account, and stays paid whichever answer it came with. */
const paid: Account = 'unapplied';

interface Sum {
  readonly account: Account;
  readonly reason: string | undefined;
  readonly amount: number;
}

/** By account and reason, what the postings decide beside the payment itself. */
function decided(postings: readonly Posting[]): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { account, amount, reason } of postings) {
    if (account === paid || account === 'receivable:payer') continue;
    const key = `${account} ${reason ?? ''}`;
    sums.set(key, { account, reason, amount: (sums.get(key)?.amount ?? 0) + amount });
  }
  return sums;
}

/** How far the patient's share is his. */
interface ShareOfPatient {
  /** The last payer's share is his once no payer is left. */
  readonly payersLeft: number;
  /** What earlier ones have left to him and later ones have not decided is his once a person has said so. */
  readonly isShareSettled: boolean;
}

export const billPatient = 'bill-patient#';

/** Of what was denied and laid on the patient (PR), what a person billed to him under these attempts, by group and reason. */
function billedToPatient(entries: readonly JournalEntry[], from: number, to: number): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  const billed = entries.filter(
    ({ key, attempt = 0 }) => key.startsWith(billPatient) && attempt >= from && attempt <= to,
  );
  for (const { account, amount, reason = '' } of billed.flatMap(({ postings }) => postings)) {
    if (account === 'receivable:patient') sums.set(reason, (sums.get(reason) ?? 0) + amount);
  }
  return sums;
}

/** What was billed to the patient stays his, as far as it is still denied. */
function withBilled(postings: readonly Posting[], billed: ReadonlyMap<string, number>): readonly Posting[] {
  const followUp: Account = 'receivable:follow-up';
  const moved = [...billed].flatMap(([reason, amount]) => {
    const denied = postings.filter((each) => each.account === followUp && each.reason === reason);
    const stands = denied.reduce((sum, each) => sum + each.amount, 0);
    return transfer(asCents(Math.max(0, Math.min(stands, amount))), followUp, 'receivable:patient', reason);
  });
  return [...postings, ...moved];
}

/** What the answers that count adjust, deny and lay on the patient. */
function decisions(
  entries: readonly JournalEntry[],
  answers: readonly CurrentAnswer[],
  { payersLeft, isShareSettled, attempt }: ShareOfPatient & { readonly attempt: number },
): readonly Posting[] {
  const byAttempt = Map.groupBy(ownDecisions(answers, isShareSettled), ({ payment }) => payment.attempt ?? attempt);
  // What an answer to a later attempt only repeats may have been billed before that came, or since.
  return [...byAttempt].flatMap(([denied, own]) => {
    const postings = own.flatMap(({ payment }) => paymentPostings(payment, payersLeft));
    return withBilled(postings, billedToPatient(entries, denied, attempt));
  });
}

/**
 * The entry under this key that brings what a claim's entries decide to what the answers that count say: what others
 * adjusted, denied or laid on the patient goes back to the payer's account. Undefined when they agree.
 */
export function supersede(
  entries: readonly JournalEntry[],
  answers: readonly CurrentAnswer[],
  as: Pick<JournalEntry, 'key' | 'date'> & ShareOfPatient & { readonly attempt: number },
): JournalEntry | undefined {
  const booked = decided(entries.filter((entry) => entry.attempt !== undefined).flatMap(({ postings }) => postings));
  const counts = decided(decisions(entries, answers, as));
  const postings = [...new Map([...booked, ...counts])].flatMap(([place, { account, reason }]) => {
    const difference = (counts.get(place)?.amount ?? 0) - (booked.get(place)?.amount ?? 0);
    return difference === 0 ? [] : transfer(asCents(difference), 'receivable:payer', account, reason);
  });
  return postings.length === 0 ? undefined : { ...journalEntry(as.key, as.date, postings), attempt: as.attempt };
}
