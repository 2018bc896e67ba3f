import { balances, type JournalEntry } from '../ledger/index.ts';

/** What became of a claim whose every line was adjudicated. */
export type AdjudicationOutcome = 'paid' | 'partially-denied' | 'denied';

/** From the claim's own entries: denied when nothing was paid and nothing is left, to the patient or to a next payer. */
export function adjudicationOutcome(entries: readonly JournalEntry[]): AdjudicationOutcome {
  const sums = balances(entries);
  if (sums['receivable:follow-up'] <= 0) return 'paid';
  const left = [sums.unapplied, sums['receivable:patient'], sums['receivable:payer']];
  return left.every((sum) => sum === 0) ? 'denied' : 'partially-denied';
}
