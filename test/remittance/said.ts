import type { Claim } from '../../shared/claims/index.ts';
import { type JournalEntry, journalEntry } from '../../shared/ledger/index.ts';
import { asCents } from '../../shared/money.ts';
import {
  type Adjustment,
  type ClaimPayment,
  currentAnswers,
  type LinePayment,
  paymentPostings,
  supersede,
} from '../../shared/remittance/index.ts';

/** One CLP with these lines. */
export function says(statusCode: string, ...serviceLines: readonly LinePayment[]): ClaimPayment {
  const sum = (of: 'charge' | 'paid') => asCents(serviceLines.reduce((total, each) => total + each[of], 0));
  return {
    ordinal: 1,
    patientControlNumber: 'AAAAAAAAAAAAAAA01',
    statusCode,
    charge: sum('charge'),
    paid: sum('paid'),
    patientResponsibility: asCents(0),
    adjustments: [],
    remarkCodes: [],
    serviceLines,
  };
}

/** The same without its lines: what it says of them is said of the claim. */
export function whole({ serviceLines, ...payment }: ClaimPayment): ClaimPayment {
  return { ...payment, adjustments: serviceLines.flatMap(({ adjustments }) => adjustments), serviceLines: [] };
}

/** The same taken back. */
export function back(payment: ClaimPayment): ClaimPayment {
  const less = (amount: number) => asCents(0 - amount);
  const opposite = (adjustments: readonly Adjustment[]) =>
    adjustments.map((each) => ({ ...each, amount: less(each.amount) }));
  return {
    ...payment,
    statusCode: '22',
    charge: less(payment.charge),
    paid: less(payment.paid),
    adjustments: opposite(payment.adjustments),
    serviceLines: payment.serviceLines.map((each) => ({
      ...each,
      charge: less(each.charge),
      paid: less(each.paid),
      adjustments: opposite(each.adjustments),
    })),
  };
}

/** Books what comes, in the order in which it comes, as a claim does. */
export function booked(
  claim: Claim,
  decided: readonly ClaimPayment[],
  arrivals: readonly (readonly number[])[],
): readonly JournalEntry[] {
  const known = (payments: readonly ClaimPayment[]) => currentAnswers(claim, () => undefined, payments);
  const billed = journalEntry('charge', '2026-03-05', [
    { account: 'receivable:payer', amount: claim.totalCharge },
    { account: 'revenue', amount: asCents(-claim.totalCharge) },
  ]);
  const entries: JournalEntry[] = [billed];
  const came = new Set<number>();
  for (const [turn, arrived] of arrivals.entries()) {
    for (const index of arrived) {
      came.add(index);
      const payment = decided[index];
      if (payment === undefined) continue;
      entries.push({ ...journalEntry(`payment#${index}`, '2026-04-01', paymentPostings(payment, 0)), attempt: 1 });
    }
    const as = { key: `superseded#${turn}`, date: '2026-04-01', attempt: 1, payersLeft: 0, isShareSettled: false };
    const superseded = supersede(entries, known(decided.filter((_, index) => came.has(index))), as);
    if (superseded !== undefined) entries.push(superseded);
  }
  return entries;
}
