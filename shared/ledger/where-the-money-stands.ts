import { asCents, type Cents, negateCents, sumCents, zeroCents } from '../money.ts';
import type { Balances } from './journal-entry.ts';

/** Where every billed dollar stands: `billed` is the sum of the others. */
export interface WhereTheMoneyStands {
  readonly billed: Cents;
  readonly paid: Cents;
  readonly adjusted: Cents;
  readonly denied: Cents;
  readonly patient: Cents;
  /** Owed to the patient, as a negative sum; absent where there is none. It lessens no other patient's debt. */
  readonly patientCredit?: Cents;
  readonly writtenOff: Cents;
  readonly open: Cents;
}

/** From the sums of one claim: credits of several would lessen what other patients owe. */
export function whereTheMoneyStands(sums: Balances): WhereTheMoneyStands {
  const patient = sums['receivable:patient'];
  return {
    billed: negateCents(sums.revenue),
    paid: asCents(sums.cash + sums['provider-adjustments'] + sums.unapplied),
    adjusted: sums.adjustments,
    denied: sums['receivable:follow-up'],
    patient: patient < 0 ? zeroCents : patient,
    ...(patient < 0 ? { patientCredit: patient } : {}),
    writtenOff: sums['write-offs'],
    open: sums['receivable:payer'],
  };
}

/** Of several claims. */
export function moneyOfAll(all: readonly WhereTheMoneyStands[]): WhereTheMoneyStands {
  const sum = (name: keyof WhereTheMoneyStands): Cents => sumCents(all.map((each) => each[name] ?? zeroCents));
  const patientCredit = sum('patientCredit');
  return {
    billed: sum('billed'),
    paid: sum('paid'),
    adjusted: sum('adjusted'),
    denied: sum('denied'),
    patient: sum('patient'),
    ...(patientCredit === 0 ? {} : { patientCredit }),
    writtenOff: sum('writtenOff'),
    open: sum('open'),
  };
}
