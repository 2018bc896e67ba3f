import type { Adjustment, ClaimPayment } from './remittance.ts';

/** RARCs: no deductible, coinsurance or copayment may be collected from a qualified Medicare beneficiary. */
const protecting: ReadonlySet<string> = new Set(['N781', 'N782', 'N783']);

/**
 * The answer with the shares marked that the payer forbids to collect. Medicare says so beside the claim or a line; as it
 * is the patient who is protected, it is true of all that the answer leaves to him.
 */
export function withProtectedShares(payment: ClaimPayment): ClaimPayment {
  const remarks = [payment, ...payment.serviceLines].flatMap(({ remarkCodes }) => remarkCodes);
  if (!remarks.some((code) => protecting.has(code))) return payment;
  const marked = <Part extends { readonly adjustments: readonly Adjustment[] }>(part: Part): Part => ({
    ...part,
    adjustments: part.adjustments.map((each) => (each.group === 'PR' ? { ...each, isProtected: true } : each)),
  });
  return { ...marked(payment), serviceLines: payment.serviceLines.map(marked) };
}
