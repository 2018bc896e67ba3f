import { balances, type JournalEntry, journalEntry, transfer } from '../ledger/index.ts';
import { negateCents } from '../money.ts';
import { type ClaimFile, unreadMail } from '../repositories/index.ts';
import { isHeldAfterPayment } from './next-payer.ts';
import { paymentsOf } from './payment-mail.ts';

const voidKey = 'void';

/** Whether the payer has accepted a void or a replacement of the claim: another claim, or this one sent again as its own void. */
function isVoidAccepted({ mail, submissions }: ClaimFile): boolean {
  return (
    mail.some(({ content }) => content.kind === 'void') ||
    submissions.some(({ claimFrequencyCode, status }) => claimFrequencyCode === '8' && status === 'accepted')
  );
}

/** Whether the payer has adjudicated a replacement of it: the service is settled there, and what was paid here is too much. */
export function isReplacementAdjudicated({ mail }: Pick<ClaimFile, 'mail'>): boolean {
  return mail.some(({ content }) => content.kind === 'void' && content.adjudicated === true);
}

/** Whether its charge was taken back. */
export function isChargeTakenBack({ journal }: Pick<ClaimFile, 'journal'>): boolean {
  return journal.some(({ key }) => key === voidKey);
}

/**
 * Whether the claim is to become `voided`, or is: its void was accepted, and the payer's answers, if it gave any, are
 * taken back (`nothing`) or left nothing to take back (`denied`), or the payer has answered its replacement as well. A
 * claim without an answer has its time to get one.
 */
export function isToBeVoided(file: ClaimFile, stands: 'nothing' | 'denied' | 'payment', isLate: boolean): boolean {
  if (isChargeTakenBack(file)) return true;
  if (stands === 'payment') return isReplacementAdjudicated(file);
  if (!isVoidAccepted(file)) return false;
  return stands === 'denied' || isLate || paymentsOf(file).length > 0;
}

/** Takes back what the claim has billed. Undefined when that was done. */
export function voidEntry(file: ClaimFile, date: string): JournalEntry | undefined {
  if (isChargeTakenBack(file)) return undefined;
  const billed = negateCents(balances(file.journal).revenue);
  return journalEntry(voidKey, date, transfer(billed, 'receivable:payer', 'revenue'));
}

/** A void that says something to the claim as it stands: it is not checked, sent or corrected any further. */
export function hasDecisiveVoid(file: ClaimFile): boolean {
  const { status } = file.record;
  const unread = unreadMail(file, 'void');
  const isAnswerAwaited = status === 'in-process' && file.wait?.kind !== 'acknowledgement';
  if (isAnswerAwaited || status === 'overdue' || status === 'denied') return unread.length > 0;
  const isAnswered = status === 'closed' || status === 'partially-denied' || isHeldAfterPayment(file);
  if (!isAnswered || isChargeTakenBack(file) || paymentsOf(file).length === 0) return false;
  return unread.some(({ content }) => content.adjudicated);
}
