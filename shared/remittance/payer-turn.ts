import type { ClaimPayment } from './remittance.ts';

/** CLP02: processed as primary, secondary, tertiary; and the same, forwarded to another payer. */
const turnOfStatus: Readonly<Record<string, number>> = { '1': 1, '19': 1, '2': 2, '20': 2, '3': 3, '21': 3 };
const denied = '4';

function saysOfPriorPayer({ adjustments, serviceLines }: ClaimPayment): boolean {
  return [adjustments, ...serviceLines.map((line) => line.adjustments)]
    .flat()
    .some(({ group, reasonCode }) => group === 'OA' && reasonCode === '23');
}

/**
 * Which payer answers, as it says itself: the claim's first (1), second or third. A denial names no turn: it is
 * the second's when it tells of an earlier payer, else of the one payer that answered otherwise, else the first's.
 */
export function payerTurn(payment: ClaimPayment, payments: readonly ClaimPayment[]): number {
  if (payment.statusCode !== denied) return turnOfStatus[payment.statusCode] ?? 1;
  if (saysOfPriorPayer(payment)) return 2;
  const others = new Set(payments.flatMap(({ statusCode }) => turnOfStatus[statusCode] ?? []));
  const [only] = others;
  return others.size === 1 && only !== undefined ? only : 1;
}
