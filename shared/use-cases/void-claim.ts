import { balances, type JournalEntry, journalEntry, transfer } from '../ledger/index.ts';
import { negateCents } from '../money.ts';
import { type ClaimFile, type MailContent, unreadMail } from '../repositories/index.ts';
import { isHeldAfterPayment } from './next-payer.ts';
import { paymentsOf } from './payment-mail.ts';

type Mailbox = Pick<ClaimFile, 'mail'>;
export type VoidContent = Extract<MailContent, { kind: 'void' }>;

/** All that was said of voids and replacements of the claim. */
export function voidsOf({ mail }: Mailbox): readonly VoidContent[] {
  return mail.flatMap(({ content }) => (content.kind === 'void' ? [content] : []));
}

/** Whether something that was said of the same claim since, by more answers to it, says otherwise. */
function isOutdated({ voidedBy, answers = 0 }: VoidContent, all: readonly VoidContent[]): boolean {
  return all.some((other) => other.voidedBy === voidedBy && (other.answers ?? 0) > answers);
}

/** What the payer has accepted of these and not refused since, in whatever order that was said. */
export function voidsInForce(file: Mailbox): readonly VoidContent[] {
  const all = voidsOf(file);
  const refused = all.filter(({ what }) => what === 'refused');
  return all.filter((letter) => {
    const { what, voidedBy, attempt } = letter;
    // A replacement that was adjudicated was accepted, whatever somebody says of it later, until its answers are taken back.
    if (what === 'adjudicated') return !isOutdated(letter, all);
    return what !== 'refused' && !refused.some((each) => each.voidedBy === voidedBy && each.attempt === attempt);
  });
}

/** Whether the payer has adjudicated a replacement of it: the service is settled there, and what was paid here is too much. */
export function isReplacementAdjudicated(file: Mailbox): boolean {
  return voidsInForce(file).some(({ what }) => what === 'adjudicated');
}

/** The claim that stands in its place, or takes it back, by what was accepted last; undefined where none does. */
export function voidThatStands(file: Mailbox): VoidContent | undefined {
  const inForce = voidsInForce(file);
  const came = file.mail.toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
  return came.flatMap(({ content }) => (content.kind === 'void' && inForce.includes(content) ? [content] : [])).at(-1);
}

const voidKey = 'void';

/** The charge is taken back and billed again in turn. */
function voidEntries({ journal }: Pick<ClaimFile, 'journal'>): readonly JournalEntry[] {
  return journal.filter(({ key }) => key.split('#')[0] === voidKey);
}

/** Whether its charge was taken back, and not billed again. */
export function isChargeTakenBack(file: Pick<ClaimFile, 'journal'>): boolean {
  return voidEntries(file).length % 2 === 1;
}

/** The key of the next entry that takes the charge back or bills it again. */
export function nextVoidKey(file: Pick<ClaimFile, 'journal'>): string {
  const place = voidEntries(file).length + 1;
  return place === 1 ? voidKey : `${voidKey}#${place}`;
}

/** What stands of a claim's answers: none, or a denial alone. */
export type Standing = 'nothing' | 'denied' | 'payment';

/**
 * Whether the claim is to become `voided`, or is. What the payer has paid stands until it takes that back: it is too
 * much once a void was accepted or a replacement adjudicated. A claim without an answer has its time to get one.
 */
export function isToBeVoided(file: ClaimFile, stands: Standing, isLate: boolean): boolean {
  const voids = voidsInForce(file);
  if (voids.length === 0) return false;
  if (stands === 'payment') return voids.some(({ what }) => what !== 'replaced');
  return isChargeTakenBack(file) || stands === 'denied' || isLate || paymentsOf(file).length > 0;
}

/** Takes back what the claim has billed. Undefined when that was done. */
export function voidEntry(file: ClaimFile, date: string): JournalEntry | undefined {
  if (isChargeTakenBack(file)) return undefined;
  const billed = negateCents(balances(file.journal).revenue);
  return journalEntry(nextVoidKey(file), date, transfer(billed, 'receivable:payer', 'revenue'));
}

/** Whether its charge was taken back and nothing but a replacement that nobody has answered, or nothing at all, asks for that. */
function mayBeBilledAgain(file: ClaimFile): boolean {
  return isChargeTakenBack(file) && voidsInForce(file).every(({ what }) => what === 'replaced');
}

/**
 * Bills again what was taken back for a void or a replacement that was refused after all, or whose answers were taken back,
 * where something of its own still stands. Undefined where that is not so.
 */
export function billedAgainEntry(file: ClaimFile, date: string): JournalEntry | undefined {
  if (!mayBeBilledAgain(file)) return undefined;
  const postings = voidEntries(file).at(-1)?.postings ?? [];
  const back = postings.map((posting) => ({ ...posting, amount: negateCents(posting.amount) }));
  return journalEntry(nextVoidKey(file), date, back);
}

/** A void that says something to the claim as it stands: it is not checked, sent or corrected any further. */
export function hasDecisiveVoid(file: ClaimFile): boolean {
  const { status } = file.record;
  const letters = unreadMail(file, 'void').map(({ content }) => content);
  if (isChargeTakenBack(file)) return letters.length > 0 && mayBeBilledAgain(file);
  const inForce = voidsInForce(file);
  const unread = letters.filter((letter) => inForce.includes(letter));
  const isAnswerAwaited = status === 'in-process' && file.wait?.kind !== 'acknowledgement';
  if (isAnswerAwaited || status === 'overdue' || status === 'denied') return unread.length > 0;
  const isAnswered = status === 'closed' || status === 'partially-denied' || isHeldAfterPayment(file);
  return isAnswered && paymentsOf(file).length > 0 && unread.some(({ what }) => what !== 'replaced');
}
