import { asCents, type Cents, negateCents } from '../money.ts';
import type { Account } from './account.ts';

/** Positive amounts debit the account, negative ones credit it. */
export interface Posting {
  readonly account: Account;
  readonly amount: Cents;
  /** Group code and CARC, `PLB WO` or the like, where there is one. */
  readonly reason?: string;
}

/** Postings that sum to zero, under a key that makes posting them again harmless. Never edited: a reversal is an entry. */
export interface JournalEntry {
  readonly key: string;
  /** ISO date on which it counts. */
  readonly date: string;
  readonly postings: readonly Posting[];
  /** The submission whose adjudication it books, by its attempt. */
  readonly attempt?: number;
}

/** Drops postings of nothing. Throws when the rest do not sum to zero: there is no plug, ever. */
export function journalEntry(key: string, date: string, postings: readonly Posting[]): JournalEntry {
  const kept = postings.filter(({ amount }) => amount !== 0);
  const imbalance = kept.reduce((sum, { amount }) => sum + amount, 0);
  if (imbalance !== 0) throw new Error(`journal entry ${key} is out of balance by ${imbalance} cents`);
  return { key, date, postings: kept };
}

/** Moves an amount from one account to another. */
export function transfer(amount: Cents, from: Account, to: Account, reason?: string): Posting[] {
  const because = reason === undefined ? {} : { reason };
  return [
    { account: to, amount, ...because },
    { account: from, amount: negateCents(amount), ...because },
  ];
}

export type Balances = Readonly<Record<Account, Cents>>;

/** The sums of a set of entries, in whatever order they come. */
export function balances(entries: Iterable<JournalEntry>): Balances {
  const totals: Record<Account, number> = {
    revenue: 0,
    'receivable:payer': 0,
    'receivable:follow-up': 0,
    'receivable:patient': 0,
    adjustments: 0,
    'write-offs': 0,
    cash: 0,
    unapplied: 0,
    'provider-adjustments': 0,
  };
  for (const { postings } of entries) for (const { account, amount } of postings) totals[account] += amount;
  for (const total of Object.values(totals)) asCents(total);
  return totals as Balances;
}
