import { asCents, type Cents, sumCents, zeroCents } from '../../shared/money.ts';
import type { AdjustmentGroup } from '../denials.ts';

/** A service line as billed. */
export interface BilledLine {
  readonly procedureCode: string;
  readonly units: number;
  readonly charge: Cents;
  /** What the payers before this one left to the patient; absent when there was none. */
  readonly leftByPriorPayers?: Cents;
}

export interface BilledClaim {
  readonly placeOfServiceCode: string;
  readonly lines: readonly BilledLine[];
}

export interface Adjustment {
  readonly group: AdjustmentGroup;
  readonly reason: string;
  readonly amount: Cents;
}

/** A service line as adjudicated: the charge less the adjustments is what is paid. */
export interface AdjudicatedLine {
  readonly charge: Cents;
  readonly allowed: Cents;
  readonly paid: Cents;
  readonly adjustments: readonly Adjustment[];
  readonly remarks: readonly string[];
}

/** Adjustments of nothing are not written. */
export function adjustments(...all: readonly Adjustment[]): Adjustment[] {
  return all.filter(({ amount }) => amount !== 0);
}

export function adjusted(line: AdjudicatedLine, group: AdjustmentGroup, reason?: string): Cents {
  const wanted = line.adjustments.filter(
    (one) => one.group === group && (reason === undefined || one.reason === reason),
  );
  return sumCents(wanted.map(({ amount }) => amount));
}

export function less(amount: Cents, ...others: readonly Cents[]): Cents {
  return asCents(amount - sumCents(others));
}

export function lesser(one: Cents, other: Cents): Cents {
  return one < other ? one : other;
}

/** The difference, or nothing where there is none. */
export function excess(amount: Cents, over: Cents): Cents {
  return amount > over ? less(amount, over) : zeroCents;
}

/** Half a cent goes up. A percentage has at most two decimals. */
export function percentOf(amount: Cents, percent: number): Cents {
  return asCents(Math.round((amount * Math.round(percent * 100)) / 10_000));
}
