import type { ClaimPayment } from './remittance.ts';

/** CLP02: processed as primary, secondary, tertiary; and the same, forwarded to another payer. */
const turnOfStatus: Readonly<Record<string, number>> = { '1': 1, '19': 1, '2': 2, '20': 2, '3': 3, '21': 3 };
const denied = '4';

function saysOfPriorPayer({ adjustments, serviceLines }: ClaimPayment): boolean {
  return [adjustments, ...serviceLines.map((line) => line.adjustments)]
    .flat()
    .some(({ group, reasonCode }) => group === 'OA' && reasonCode === '23');
}

/** The turns that payments state, by any payer or by those for whom something holds. */
function statedTurns(payments: readonly ClaimPayment[], holds = (_payment: ClaimPayment) => true): ReadonlySet<number> {
  return new Set(payments.filter(holds).flatMap(({ statusCode }) => turnOfStatus[statusCode] ?? []));
}

const bare = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** Whether one payer says both, as far as they tell: one payer may pay under several numbers, and has one name. */
export function isSamePayer(one: ClaimPayment, other: ClaimPayment): boolean {
  if (one.payerIdentifier === undefined || other.payerIdentifier === undefined) return true;
  if (one.payerIdentifier === other.payerIdentifier) return true;
  return one.payerName !== undefined && other.payerName !== undefined && bare(one.payerName) === bare(other.payerName);
}

/**
 * Which payer answers, as it says itself: the claim's first (1), second or third. A denial names no turn. It is the
 * second's when it tells of an earlier payer; else that of the same payer's other answer, or the first that no other payer
 * has. Where payments do not say whose they are, it is that of the one payer that answered otherwise, else the first's.
 */
export function payerTurn(payment: ClaimPayment, payments: readonly ClaimPayment[]): number {
  const { statusCode, payerIdentifier } = payment;
  if (statusCode !== denied) return turnOfStatus[statusCode] ?? 1;
  if (saysOfPriorPayer(payment)) return 2;
  if (payerIdentifier === undefined) return theOnly(statedTurns(payments)) ?? 1;
  const own = statedTurns(payments, (other) => isSamePayer(payment, other));
  if (own.size > 0) return theOnly(own) ?? 1;
  const others = statedTurns(payments);
  return [1, 2].find((turn) => !others.has(turn)) ?? 3;
}

function theOnly(turns: ReadonlySet<number>): number | undefined {
  return turns.size === 1 ? [...turns][0] : undefined;
}
