import { formatMoney } from '../money.ts';
import type { Imbalance } from './balance-remittance.ts';

/** A sentence for a person: which sum does not come out, and by how much. */
export function sayImbalance({ of, claim, line, expected, stated }: Imbalance): string {
  const sums = `${formatMoney(expected)} and not ${formatMoney(stated)}`;
  if (of === 'transaction') return `the claims' payments less the provider-level adjustments come to ${sums} (BPR02).`;
  if (of === 'claim') return `claim ${claim}: the charge less the adjustments comes to ${sums} (CLP04).`;
  return `claim ${claim}, line ${line}: the charge less the adjustments comes to ${sums} (SVC03).`;
}
