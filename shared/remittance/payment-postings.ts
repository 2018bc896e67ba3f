import { type Posting, transfer } from '../ledger/index.ts';
import { type AdjudicatedPart, accountFor } from './classify-adjustment.ts';
import type { Adjustment, ClaimPayment } from './remittance.ts';

function adjustmentPostings(part: AdjudicatedPart, payersLeft: number): Posting[] {
  return part.adjustments.flatMap((adjustment) => {
    const account = accountFor(adjustment, part);
    if (account === 'receivable:payer') return [];
    // The patient owes nothing while another payer may take his share.
    if (account === 'receivable:patient' && payersLeft > 0) return [];
    return transfer(adjustment.amount, 'receivable:payer', account, `${adjustment.group}-${adjustment.reasonCode}`);
  });
}

/**
 * The postings of one CLP: what was paid leaves `unapplied`, each adjustment goes where its group and reason say.
 * A reversal (22) carries negative amounts and so takes the same way back. What the claim carries beside its lines
 * counts as a line of its own. `payersLeft`: other payers that the claim still goes to.
 */
export function paymentPostings(payment: ClaimPayment, payersLeft: number): Posting[] {
  return [
    ...transfer(payment.paid, 'receivable:payer', 'unapplied'),
    ...payment.serviceLines.flatMap((line) => adjustmentPostings(line, payersLeft)),
    ...adjustmentPostings(payment, payersLeft),
  ];
}

/** The answer of a later payer without what it says of the earlier one (OA-23), which has answered for itself. */
export function withoutPriorPayer(payment: ClaimPayment): ClaimPayment {
  const own = (adjustments: readonly Adjustment[]): Adjustment[] =>
    adjustments.filter(({ group, reasonCode }) => !(group === 'OA' && reasonCode === '23'));
  return {
    ...payment,
    adjustments: own(payment.adjustments),
    serviceLines: payment.serviceLines.map((line) => ({ ...line, adjustments: own(line.adjustments) })),
  };
}
