import type { Cents } from '../../money.ts';
import { type Adjustments, adjusted, total } from '../segments/index.ts';

interface Adjudication {
  readonly adjudication: { readonly payer: string; readonly paid: Cents };
  readonly adjustments: readonly Adjustments[];
}

/** Whether each payer's payments and adjustments of a line account for its whole charge. */
export function accountsForCharge(charge: Cents, adjudications: readonly Adjudication[]): boolean {
  const byPayer = Map.groupBy(adjudications, ({ adjudication }) => adjudication.payer);
  return [...byPayer.values()].every((ofPayer) => {
    const parts = ofPayer.map(({ adjudication, adjustments }) => adjudication.paid + adjusted(adjustments));
    return parts.reduce((sum, part) => sum + part, 0) === charge;
  });
}

interface OtherPayer {
  readonly adjustments: readonly Adjustments[];
  readonly payerPaid?: { readonly amount: Cents };
  readonly payer: { readonly name: { readonly id: string } };
}

/**
 * Whether what another payer paid for the claim is what it paid for the lines, or the charge when it did not
 * adjudicate by line, less its adjustments of the claim as a whole.
 */
export function accountsForPayment(
  totalCharge: number,
  adjudications: readonly Adjudication[],
  { payerPaid, adjustments, payer }: OtherPayer,
): boolean {
  if (!payerPaid) return true;
  const ofPayer = adjudications.filter(({ adjudication }) => adjudication.payer === payer.name.id);
  const before = ofPayer.length > 0 ? total(ofPayer.map(({ adjudication }) => adjudication.paid)) : totalCharge;
  return before - adjusted(adjustments) === payerPaid.amount;
}
