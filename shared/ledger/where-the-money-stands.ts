import { asCents, type Cents, negateCents } from '../money.ts';
import type { Balances } from './journal-entry.ts';

/** Where every billed dollar stands: `billed` is the sum of the others. */
export interface WhereTheMoneyStands {
  readonly billed: Cents;
  readonly paid: Cents;
  readonly adjusted: Cents;
  readonly denied: Cents;
  readonly patient: Cents;
  readonly writtenOff: Cents;
  readonly open: Cents;
}

export function whereTheMoneyStands(sums: Balances): WhereTheMoneyStands {
  return {
    billed: negateCents(sums.revenue),
    paid: asCents(sums.cash + sums['provider-adjustments'] + sums.unapplied),
    adjusted: sums.adjustments,
    denied: sums['receivable:follow-up'],
    patient: sums['receivable:patient'],
    writtenOff: sums['write-offs'],
    open: sums['receivable:payer'],
  };
}
