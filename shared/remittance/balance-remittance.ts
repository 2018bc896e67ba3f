import { type Cents, negateCents, sumCents } from '../money.ts';
import type { Adjustment, ClaimPayment, LinePayment, Remittance } from './remittance.ts';

/** A sum of a remittance that does not come out. Ordinals count from 1. */
export interface Imbalance {
  readonly of: 'transaction' | 'claim' | 'line';
  readonly claim?: number;
  readonly line?: number;
  /** What the parts come to. */
  readonly expected: Cents;
  /** What the remittance says was paid. */
  readonly stated: Cents;
}

/** What of a remittance its sum needs. */
interface Sums extends Pick<Remittance, 'payment' | 'providerAdjustments'> {
  readonly claims: readonly Pick<ClaimPayment, 'paid'>[];
}

/** What the payer says it paid in all: ΣCLP04 − ΣPLB = BPR02. Empty when it is so. */
export function balanceTransaction(remittance: Sums): readonly Imbalance[] {
  const expected = sumCents([
    ...remittance.claims.map((claim) => claim.paid),
    ...remittance.providerAdjustments.map((adjustment) => negateCents(adjustment.amount)),
  ]);
  const stated = remittance.payment;
  return expected === stated ? [] : [{ of: 'transaction', expected, stated }];
}

/** What it says of one claim and of each of its lines: charge − ΣCAS = paid. Empty when it is so. */
export function balanceClaim(claim: ClaimPayment): readonly Imbalance[] {
  const adjustments = [claim, ...claim.serviceLines].flatMap((part) => part.adjustments);
  const expected = less(claim.charge, adjustments);
  const whole: Imbalance[] =
    expected === claim.paid ? [] : [{ of: 'claim', claim: claim.ordinal, expected, stated: claim.paid }];
  return [...whole, ...claim.serviceLines.flatMap((line, index) => balanceLine(claim, line, index + 1))];
}

/** Every sum of a remittance that does not come out: the transaction's own first, then claim by claim. */
export function balanceRemittance(remittance: Remittance): readonly Imbalance[] {
  return [...balanceTransaction(remittance), ...remittance.claims.flatMap(balanceClaim)];
}

function balanceLine(claim: ClaimPayment, line: LinePayment, ordinal: number): readonly Imbalance[] {
  const expected = less(line.charge, line.adjustments);
  if (expected === line.paid) return [];
  return [{ of: 'line', claim: claim.ordinal, line: ordinal, expected, stated: line.paid }];
}

function less(charge: Cents, adjustments: readonly Adjustment[]): Cents {
  return sumCents([charge, ...adjustments.map((adjustment) => negateCents(adjustment.amount))]);
}
