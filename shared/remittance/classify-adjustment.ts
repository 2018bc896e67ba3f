import type { Account } from '../ledger/index.ts';
import type { Adjustment } from './remittance.ts';

interface AdjustmentRule {
  readonly account: Account;
  /** The sentence that explains it to a biller. */
  readonly says: string;
  matches(adjustment: Adjustment, linePaid: boolean): boolean;
}

const patientShares = new Set(['1', '2', '3']);
/** CARCs that reduce a charge to what was agreed and deny nothing, even where they leave nothing to pay. */
const agreedReductions = new Set(['24', '44', '45', '59', '94', '131', '144', '237', '253']);

/** Where an adjusted amount goes: the first rule that matches. Denied amounts are never written off by posting. */
export const adjustmentRules: readonly AdjustmentRule[] = [
  {
    account: 'receivable:patient',
    says: 'deductible, coinsurance and copayment are owed by the patient (PR-1, PR-2, PR-3)',
    matches: ({ group, reasonCode }) => group === 'PR' && patientShares.has(reasonCode),
  },
  {
    account: 'receivable:follow-up',
    says: 'any other amount laid on the patient waits until somebody has looked at it',
    matches: ({ group }) => group === 'PR',
  },
  {
    account: 'adjustments',
    says: 'a reduction to the agreed amount is given up',
    matches: ({ reasonCode }) => agreedReductions.has(reasonCode),
  },
  {
    account: 'adjustments',
    says: "an earlier payer's payment and adjustments are not ours to collect here (OA-23)",
    matches: ({ group, reasonCode }) => group === 'OA' && reasonCode === '23',
  },
  {
    account: 'adjustments',
    says: 'on a line that was paid, the rest of the reductions is given up',
    matches: (_adjustment, linePaid) => linePaid,
  },
  {
    account: 'receivable:follow-up',
    says: 'on a line that was not paid, the amount was denied and waits in follow-up',
    matches: () => true,
  },
];

export function accountFor(adjustment: Adjustment, linePaid: boolean): Account {
  const rule = adjustmentRules.find(({ matches }) => matches(adjustment, linePaid));
  return rule?.account ?? 'receivable:follow-up';
}
