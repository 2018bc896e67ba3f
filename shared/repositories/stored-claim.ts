import type { ClaimId } from '../claims/index.ts';
import type { JournalEntry } from '../ledger/index.ts';
import { allItems, type Item, type ItemKey, type Items, type Json } from '../ports/index.ts';
import type {
  ClaimFile,
  ClaimRecord,
  Mail,
  StatementRecord,
  Submission,
  TimelineEvent,
  Wait,
  WorkItem,
} from './claim-file.ts';
import { indexes, keys, shardOf } from './keys.ts';
import type { PracticeScope } from './scope.ts';

/** The version of the shape of every item of a claim. */
const schemaVersion = 1;

/** What a stored item of a claim's partition holds, by the first word of its sort key. */
export interface StoredKinds {
  readonly CLAIM: ClaimRecord;
  readonly SUBMISSION: Submission;
  readonly WAIT: Wait;
  readonly MAIL: Mail;
  readonly JOURNAL: JournalEntry;
  readonly WORK: WorkItem;
  readonly STATEMENT: StatementRecord;
}

/** Wraps what is stored: the content under `body`, beside keys and index attributes. */
export function storedItem(key: ItemKey, body: object, attributes: Readonly<Record<string, Json>> = {}): Item {
  // Domain values are JSON with optional properties absent; Json cannot say so of interfaces.
  return { ...key, ...attributes, schemaVersion, body: body as unknown as Json };
}

export function bodyOf<Body>(item: Item): Body {
  return item['body'] as Body;
}

export function claimItemKey(scope: PracticeScope, claimId: ClaimId, sk: string): ItemKey {
  return { pk: keys.claimPartition(scope, claimId), sk };
}

export function claimItem(scope: PracticeScope, record: ClaimRecord): Item {
  const shard = shardOf(record.claimId);
  return storedItem(claimItemKey(scope, record.claimId, 'CLAIM'), record, {
    revision: record.revision,
    statusPk: indexes.claims(scope, shard),
    statusSk: `${record.status}#${record.claimId}`,
  });
}

export function submissionItem(scope: PracticeScope, claimId: ClaimId, submission: Submission): Item {
  const ready =
    submission.status === 'ready' && submission.transmissionId === undefined
      ? {
          readyPk: indexes.readySubmissions(scope, shardOf(claimId)),
          readySk: `${submission.readyAt}#${submission.patientControlNumber}`,
        }
      : {};
  return storedItem(
    claimItemKey(scope, claimId, `SUBMISSION#${String(submission.attempt).padStart(2, '0')}`),
    submission,
    { status: submission.status, transmissionId: submission.transmissionId ?? '', ...ready },
  );
}

export function waitItem(scope: PracticeScope, claimId: ClaimId, wait: Wait): Item {
  return storedItem(claimItemKey(scope, claimId, 'WAIT'), wait, {
    token: wait.token,
    duePk: indexes.dueWaits(scope, wait.kind === 'person' ? 'person' : 'answer', shardOf(claimId)),
    dueSk: `${wait.due}#${claimId}`,
  });
}

export function mailItem(scope: PracticeScope, claimId: ClaimId, mail: Mail): Item {
  return storedItem(claimItemKey(scope, claimId, `MAIL#${mail.mailId}`), mail);
}

export function journalItem(scope: PracticeScope, claimId: ClaimId, entry: JournalEntry): Item {
  return storedItem(claimItemKey(scope, claimId, `JOURNAL#${entry.key}`), entry);
}

export function workItemItem(scope: PracticeScope, claimId: ClaimId, work: WorkItem): Item {
  const listed = work.open
    ? { statusPk: indexes.work(scope, shardOf(claimId)), statusSk: `${work.category}#${work.due}#${claimId}` }
    : {};
  return storedItem(claimItemKey(scope, claimId, `WORK#${work.workId}`), work, listed);
}

/** Reads all that a claim's steps need of it; undefined when there is no such claim in the practice. */
export async function readClaimFile(
  items: Items,
  scope: PracticeScope,
  claimId: ClaimId,
): Promise<ClaimFile | undefined> {
  const found: { [Kind in keyof StoredKinds]: StoredKinds[Kind][] } = {
    CLAIM: [],
    SUBMISSION: [],
    WAIT: [],
    MAIL: [],
    JOURNAL: [],
    WORK: [],
    STATEMENT: [],
  };
  const partition = keys.claimPartition(scope, claimId);
  for await (const item of allItems(items, { pk: partition, consistent: true })) {
    const kind = item.sk.split('#', 1)[0] ?? '';
    if (Object.hasOwn(found, kind)) found[kind as keyof StoredKinds].push(bodyOf<never>(item));
  }
  const [record] = found.CLAIM;
  if (record === undefined) return undefined;
  return {
    record,
    submissions: found.SUBMISSION,
    wait: found.WAIT[0],
    mail: found.MAIL,
    journal: found.JOURNAL,
    work: found.WORK,
    statements: found.STATEMENT,
  };
}

/** The claim's entries in the ledger, for a list: they may lag behind by a moment. */
export async function readJournal(
  items: Items,
  scope: PracticeScope,
  claimId: ClaimId,
): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  const query = { pk: keys.claimPartition(scope, claimId), beginsWith: 'JOURNAL#' };
  for await (const item of allItems(items, query)) entries.push(bodyOf(item));
  return entries;
}

/** Whether something came for the claim that no step has read. */
export async function hasUnreadMail(items: Items, scope: PracticeScope, claimId: ClaimId): Promise<boolean> {
  const query = { pk: keys.claimPartition(scope, claimId), beginsWith: 'MAIL#', consistent: true };
  for await (const item of allItems(items, query)) if (!bodyOf<Mail>(item).read) return true;
  return false;
}

/** A line of the claim's timeline; `order` puts those of one moment in their order. */
export function timelineItem(scope: PracticeScope, claimId: ClaimId, event: TimelineEvent, order: string): Item {
  return storedItem({ pk: keys.historyPartition(scope, claimId), sk: `EVENT#${event.at}#${order}` }, event);
}

/** What happened to the claim, oldest first. */
export async function readTimeline(
  items: Items,
  scope: PracticeScope,
  claimId: ClaimId,
): Promise<readonly TimelineEvent[]> {
  const events: TimelineEvent[] = [];
  const query = { pk: keys.historyPartition(scope, claimId), beginsWith: 'EVENT#', consistent: true };
  for await (const item of allItems(items, query)) events.push(bodyOf(item));
  return events;
}

/** The claim that an item of a claim's partition belongs to. */
export function claimIdOfItem({ pk }: ItemKey): ClaimId {
  return pk.slice(pk.lastIndexOf('#') + 1) as ClaimId;
}
