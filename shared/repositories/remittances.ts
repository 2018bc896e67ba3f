import type { ClaimId } from '../claims/index.ts';
import type { JournalEntry } from '../ledger/index.ts';
import { allItems, type Item, type Items, type Write } from '../ports/index.ts';
import type { ClaimPayment, Remittance } from '../remittance/index.ts';
import { eventMessage } from './events.ts';
import { indexes, keys } from './keys.ts';
import { outboxItem } from './outbox.ts';
import { type ListPlace, pageThrough } from './page-through.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/**
 * What is kept of an 835 transaction set beside its claims, which go to the claims as mail. A payee of several
 * practices has one for each of them, of its own claims; all else is with the practice that is its payee.
 */
export interface RemittanceRecord {
  readonly remittanceId: string;
  readonly fileId: string;
  readonly contentHash: string;
  readonly traceNumber: string;
  readonly payerIdentifier: string;
  readonly payerName: string;
  readonly paymentDate: string;
  readonly paymentCents: number;
  /** How many CLPs it has, and the sum of their payments (CLP04). */
  readonly claims: number;
  readonly claimsPaidCents: number;
  /** `posting` until as many claims as it has were posted with the same sum. */
  readonly status: 'posting' | 'posted';
}

/** A CLP that can't be posted to a claim of ours: it stays unapplied until a person has acted. */
export interface UnappliedPayment {
  readonly ordinal: number;
  readonly paidCents: number;
  /**
   * `not-sent`: it bears a number of ours under which nothing was sent. `other-payee`: it was paid to a practice of another tax id than the one that billed the claim. `not-adjudicated`:
   * the payer only forwarded or priced the claim (CLP02 23, 25).
   */
  readonly reason: 'unknown-claim' | 'not-sent' | 'other-payee' | 'unbalanced' | 'not-adjudicated';
  /** The sums, for a person. */
  readonly detail: string;
}

function remittanceItem(scope: PracticeScope, record: RemittanceRecord): Item {
  const posting =
    record.status === 'posting'
      ? { readyPk: indexes.remittances(scope), readySk: `${record.paymentDate}#${record.remittanceId}` }
      : {};
  return storedItem({ pk: keys.remittancePartition(scope, record.remittanceId), sk: 'REMITTANCE' }, record, {
    status: record.status,
    statusPk: indexes.remittances(scope),
    statusSk: `${record.paymentDate}#${record.remittanceId}`,
    ...posting,
  });
}

function toldOf(scope: PracticeScope, { remittanceId, status }: RemittanceRecord, now: string): Write {
  const { practiceId } = scope;
  const detail = { practiceId, remittanceId, status };
  // Both may be of one moment: ids sort as things happened.
  const [type, place] =
    status === 'posting' ? (['remittance.received', 1] as const) : (['remittance.posted', 2] as const);
  const message = eventMessage(type, now, `${place}-${practiceId}-${remittanceId}`, detail);
  return { put: outboxItem(keys.remittancePartition(scope, remittanceId), message) };
}

/**
 * The remittance, that it was received, and its own entries: the payment into `unapplied`, and what the payer kept back
 * outside of claims.
 */
export function remittanceWrites(
  scope: PracticeScope,
  record: RemittanceRecord,
  entries: readonly JournalEntry[],
  now: string,
): Write[] {
  const pk = keys.remittancePartition(scope, record.remittanceId);
  return [
    { put: remittanceItem(scope, record), if: 'absent' },
    toldOf(scope, record, now),
    ...entries.map((entry): Write => ({ put: storedItem({ pk, sk: `JOURNAL#${entry.key}` }, entry), if: 'absent' })),
  ];
}

/** Marks a remittance posted, once, and tells of it. */
export async function markPosted(
  items: Items,
  scope: PracticeScope,
  record: RemittanceRecord,
  now: string,
): Promise<void> {
  const posted: RemittanceRecord = { ...record, status: 'posted' };
  await items.transact([{ put: remittanceItem(scope, posted), if: { status: 'posting' } }, toldOf(scope, posted, now)]);
}

/** By payer and trace number: what came, and the practice that is its payee. */
function routeItem({ practiceId }: PracticeScope, record: RemittanceRecord): Item {
  const { payerIdentifier, traceNumber, contentHash, remittanceId } = record;
  return storedItem(keys.remittanceRoute(payerIdentifier, traceNumber), { contentHash, remittanceId, practiceId });
}

/** Refused when it came before. */
export function remittanceRouteWrite(scope: PracticeScope, record: RemittanceRecord): Write {
  return { put: routeItem(scope, record), if: 'absent' };
}

/** Puts a corrected copy of a remittance in the place of the one that was booked: what that one posted stays posted. */
export function correctedRemittanceWrites(scope: PracticeScope, record: RemittanceRecord): Write[] {
  return [{ put: routeItem(scope, record) }, { put: remittanceItem(scope, record), if: 'present' }];
}

/** The content hash under which a payer's trace number is known. */
export async function knownRemittance(
  items: Items,
  { payerIdentifier, traceNumber }: Pick<Remittance, 'payerIdentifier' | 'traceNumber'>,
): Promise<{ contentHash: string; remittanceId: string; practiceId: string } | undefined> {
  const item = await items.get(keys.remittanceRoute(payerIdentifier, traceNumber));
  return item && bodyOf<{ contentHash: string; remittanceId: string; practiceId: string }>(item);
}

/** Written with the claim's entry, in its transaction: this CLP of the remittance was posted. */
export function postedPaymentItem(
  scope: PracticeScope,
  { remittanceId, payment }: { readonly remittanceId: string; readonly payment: ClaimPayment },
  claimId: ClaimId,
): Item {
  const sk = `POSTED#${String(payment.ordinal).padStart(6, '0')}`;
  return storedItem({ pk: keys.remittancePartition(scope, remittanceId), sk }, { claimId, paidCents: payment.paid });
}

/** Stores what is not applied, before the remittance itself: a remittance may have thousands. */
export async function setUnapplied(
  items: Items,
  scope: PracticeScope,
  { remittanceId, contentHash }: Pick<RemittanceRecord, 'remittanceId' | 'contentHash'>,
  unapplied: readonly UnappliedPayment[],
): Promise<void> {
  const pk = keys.remittancePartition(scope, remittanceId);
  for (let start = 0; start < unapplied.length; start += 100) {
    const batch = unapplied.slice(start, start + 100);
    const place = ({ ordinal }: UnappliedPayment): string =>
      `UNAPPLIED#${contentHash}#${String(ordinal).padStart(6, '0')}`;
    await items.transact(
      batch.map((payment) => ({ put: storedItem({ pk, sk: place(payment) }, { ...payment, contentHash }) })),
    );
  }
}

export interface RemittanceFile {
  readonly record: RemittanceRecord;
  readonly journal: readonly JournalEntry[];
  readonly posted: readonly { readonly claimId: ClaimId; readonly paidCents: number }[];
  readonly unapplied: readonly UnappliedPayment[];
}

export async function readRemittanceFile(
  items: Items,
  scope: PracticeScope,
  remittanceId: string,
): Promise<RemittanceFile | undefined> {
  let record: RemittanceRecord | undefined;
  const journal: JournalEntry[] = [];
  const posted: { claimId: ClaimId; paidCents: number }[] = [];
  const unapplied: (UnappliedPayment & { readonly contentHash: string })[] = [];
  for await (const item of allItems(items, { pk: keys.remittancePartition(scope, remittanceId), consistent: true })) {
    if (item.sk === 'REMITTANCE') record = bodyOf(item);
    else if (item.sk.startsWith('JOURNAL#')) journal.push(bodyOf(item));
    else if (item.sk.startsWith('POSTED#')) posted.push(bodyOf(item));
    else if (item.sk.startsWith('UNAPPLIED#')) unapplied.push(bodyOf(item));
  }
  if (record === undefined) return undefined;
  const { contentHash } = record;
  // Another remittance with the same trace number may have set some aside before it was refused.
  return { record, journal, posted, unapplied: unapplied.filter((payment) => payment.contentHash === contentHash) };
}

/** A page of the practice's remittances, the newest payment first. */
export async function pageOfRemittances(
  items: Items,
  scope: PracticeScope,
  limit: number,
  from?: ListPlace,
): Promise<{ readonly records: readonly RemittanceRecord[]; readonly next?: ListPlace }> {
  const query = { pk: indexes.remittances(scope), index: 'status', descending: true } as const;
  const { items: found, ...rest } = await pageThrough(items, [query], limit, from);
  return { records: found.map((item) => bodyOf<RemittanceRecord>(item)), ...rest };
}

/** The practice's remittances, all or those still posting. */
export async function* remittances(
  items: Items,
  scope: PracticeScope,
  which: 'all' | 'posting',
): AsyncGenerator<RemittanceRecord> {
  const index = which === 'all' ? 'status' : 'ready';
  for await (const item of allItems(items, { pk: indexes.remittances(scope), index })) yield bodyOf(item);
}
