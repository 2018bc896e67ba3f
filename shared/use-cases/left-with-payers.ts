import type { Finding } from '../claims/index.ts';
import { balances } from '../ledger/index.ts';
import { isExcessTakenBack, protectedShare, undecidedShare } from '../remittance/index.ts';
import type { ClaimFile, WorkCategory } from '../repositories/index.ts';
import { awaitForwarded, billNextPayer, shareProtected, shareUndecided, sparingPatient } from './next-payer.ts';
import type { Adjudication } from './payment-mail.ts';
import { isChargeTakenBack, isReplacementAdjudicated, voidThatStands } from './void-claim.ts';

/** More was paid and adjusted than was billed, as when two attempts were paid: nobody is billed until that is settled. */
const creditBalance = {
  code: 'credit-balance',
  severity: 'error',
  message:
    'Payers have paid and adjusted more than was billed: find out which payment was one too many and refund it. The claim waits until the payer reverses it in a remittance.',
} as const satisfies Finding;

/** The same where the charge was taken back for that. */
const notTakenBack = {
  ...creditBalance,
  message:
    'The payer has accepted the claim that voids or replaces this one and has not taken back what it paid: ask the payer to take it back, or refund it. The claim waits until the payer reverses it in a remittance.',
} as const satisfies Finding;

/** The same where a person has withdrawn it, as a payer had rejected it. */
const paidThoughWithdrawn = {
  ...creditBalance,
  message:
    'The claim was withdrawn here, and the payer has paid it all the same: ask the payer to take its payment back, or refund it. The claim waits until the payer reverses it in a remittance.',
} as const satisfies Finding;

/** The same where the payer has answered a replacement of the claim: the service is billed there. */
const paidTwice = {
  ...creditBalance,
  message:
    'Paid twice: the payer has answered the claim that replaces this one and has not taken back what it paid for this one. Have it taken back, or refund it. The claim waits until the payer reverses it in a remittance.',
} as const satisfies Finding;

/** The other way round: a payment was taken back twice, or one that has not come. */
const excessTakeback = {
  code: 'excess-takeback',
  severity: 'error',
  message:
    'The payer has taken back more than it had paid for this claim: ask it to pay that back. The claim waits until it does so in a remittance.',
} as const satisfies Finding;

/** Something of the charge is open that no answer accounts for, and no payer is left that could. */
const openBalance = {
  code: 'open-balance',
  severity: 'error',
  message:
    'Payers have answered, and what they say does not account for all that was billed: ask them what became of the rest, or correct the claim to send it again. It waits until a remittance accounts for the rest.',
} as const satisfies Finding;

/** What somebody must settle with a payer, and how much of it. */
interface LeftWithPayers {
  readonly reason: Finding & { readonly code: WorkCategory };
  readonly amountCents: number;
}

function creditOf(file: ClaimFile, isChargeBack: boolean): LeftWithPayers['reason'] {
  if (isReplacementAdjudicated(file)) return paidTwice;
  if (!isChargeBack) return creditBalance;
  return voidThatStands(file)?.what === 'withdrawn' ? paidThoughWithdrawn : notTakenBack;
}

/** What is left between us and the payers, if anything: a claim of which something is open is never done. */
export function leftWithPayers(file: ClaimFile, adjudication: Adjudication): LeftWithPayers | undefined {
  const { answers, payersLeft, isForwarded, isShareSettled } = adjudication;
  const { 'receivable:payer': open, 'receivable:follow-up': denied } = balances(file.journal);
  const isWithdrawn = isChargeTakenBack(file);
  // Of an overdue claim, the answer that is missing may account for what is open.
  const isAwaited = file.record.status === 'overdue' && !isWithdrawn;
  const spared = protectedShare(answers);
  const released = (reason: LeftWithPayers['reason']) => (spared > 0 ? sparingPatient(reason) : reason);
  if (payersLeft > 0 && !isWithdrawn && !isAwaited) {
    // The next payer may take the patient's share, and pay what was denied.
    const amountCents = Math.max(open, 0) + Math.max(denied, 0);
    return { reason: released(isForwarded ? awaitForwarded : billNextPayer), amountCents };
  }
  if (open === 0 || (open > 0 && isAwaited)) return undefined;
  if (open < 0) return { reason: creditOf(file, isWithdrawn), amountCents: -open };
  if (isWithdrawn || isExcessTakenBack(answers)) return { reason: excessTakeback, amountCents: open };
  const share = isShareSettled ? 0 : undecidedShare(answers);
  if (share > 0) return { reason: released(shareUndecided), amountCents: Math.min(share, open) };
  if (spared > 0) return { reason: shareProtected, amountCents: Math.min(spared, open) };
  return { reason: openBalance, amountCents: open };
}

/** Work for what is open: it ends while a payer's answer is waited for anew. */
export const openToPayers: ReadonlySet<WorkCategory> = new Set([
  'next-payer',
  'patient-share',
  'protected-share',
  'open-balance',
]);

/** Work that ends when the books say so. */
export const betweenPayers: ReadonlySet<WorkCategory> = new Set([...openToPayers, 'credit-balance', 'excess-takeback']);
