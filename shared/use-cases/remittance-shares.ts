import { type JournalEntry, journalEntry, transfer } from '../ledger/index.ts';
import { asCents, sumCents } from '../money.ts';
import type { Write } from '../ports/index.ts';
import type { ClaimPayment, Remittance } from '../remittance/index.ts';
import { type PracticeScope, type RemittanceRecord, remittanceWrites } from '../repositories/index.ts';

/** What a remittance pays for a claim of this practice. */
interface AppliedPayment {
  readonly scope: PracticeScope;
  readonly payment: ClaimPayment;
}

/** The payment into `unapplied`, and what the payer kept back or added outside of any claim. */
function entriesOf(
  { paymentDate, providerAdjustments }: Remittance,
  { paymentCents }: RemittanceRecord,
  isPayee: boolean,
): JournalEntry[] {
  const adjustments = isPayee ? providerAdjustments : [];
  return [
    journalEntry('payment', paymentDate, transfer(asCents(paymentCents), 'unapplied', 'cash')),
    journalEntry(
      'provider-adjustments',
      paymentDate,
      adjustments.flatMap(({ amount, reasonCode }) =>
        transfer(amount, 'unapplied', 'provider-adjustments', `PLB-${reasonCode}`),
      ),
    ),
  ].filter(({ postings }) => postings.length > 0);
}

/**
 * Books the remittance. The cash goes to the practice that it was paid to, but what it pays for claims of others under
 * the same tax id goes to theirs, so that each practice's books hold the cash that its claims were paid.
 */
export function bookingWrites(
  payee: PracticeScope,
  remittance: Remittance,
  whole: RemittanceRecord,
  applied: readonly AppliedPayment[],
  now: string,
): Write[] {
  const elsewhere = applied.filter(({ scope }) => scope.practiceId !== payee.practiceId);
  const shares = [...Map.groupBy(elsewhere, ({ scope }) => scope.practiceId)].map(([practiceId, parts]) => {
    const paid = sumCents(parts.map(({ payment }) => payment.paid));
    const record = { ...whole, paymentCents: paid, claims: parts.length, claimsPaidCents: paid };
    return { scope: { practiceId }, record };
  });
  const paidElsewhere = sumCents(elsewhere.map(({ payment }) => payment.paid));
  const own = {
    ...whole,
    paymentCents: whole.paymentCents - paidElsewhere,
    claims: whole.claims - elsewhere.length,
    claimsPaidCents: whole.claimsPaidCents - paidElsewhere,
  };
  return [
    ...remittanceWrites(payee, own, entriesOf(remittance, own, true), now),
    ...shares.flatMap(({ scope, record }) =>
      remittanceWrites(scope, record, entriesOf(remittance, record, false), now),
    ),
  ];
}
