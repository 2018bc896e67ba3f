import { balances, type JournalEntry } from '../ledger/index.ts';

/** What became of a claim whose every line was adjudicated. */
export type AdjudicationOutcome = 'paid' | 'partially-denied' | 'denied';

/** From the claim's own entries: denied when nothing was paid and nothing is owed by the patient. */
export function adjudicationOutcome(entries: readonly JournalEntry[]): AdjudicationOutcome {
  const sums = balances(entries);
  if (sums['receivable:follow-up'] <= 0) return 'paid';
  return sums.unapplied === 0 && sums['receivable:patient'] === 0 ? 'denied' : 'partially-denied';
}
