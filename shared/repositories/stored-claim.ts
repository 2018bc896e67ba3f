import {
  type ClaimId,
  type ClaimStatus,
  type SubmissionStatus,
  servicePeriod,
  waitingStatuses,
} from '../claims/index.ts';
import { balances, type JournalEntry, type WhereTheMoneyStands, whereTheMoneyStands } from '../ledger/index.ts';
import { asCents } from '../money.ts';
import { allItems, type Item, type ItemKey, type Items, type Json, pagesOf } from '../ports/index.ts';
import { SafeError } from '../safe-error.ts';
import type {
  ClaimContent,
  ClaimFile,
  ClaimLabel,
  ClaimRecord,
  ClaimState,
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
  readonly CLAIM: ClaimState;
  readonly CONTENT: ClaimContent;
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

/**
 * Where the claim stands, listed by its status: written by each step, so what the claim says lies in an item of its own.
 * For lists alone it has what the claim is known by, and where its money stands: derived from all of its entries whenever
 * it is stored, in the transaction that adds to them. What is nothing is left out.
 */
export function claimItem(scope: PracticeScope, record: ClaimRecord, journal: readonly JournalEntry[]): Item {
  const money = Object.entries(whereTheMoneyStands(balances(journal))).filter(([, amount]) => amount !== 0);
  return storedItem(claimItemKey(scope, record.claimId, 'CLAIM'), labelled(record), {
    revision: record.revision,
    money: Object.fromEntries(money),
    statusPk: indexes.claims(scope, shardOf(record.claimId)),
    statusSk: `${statusRange(record.status)}${record.claimId}`,
  });
}

/** What the claim says. */
export function contentItem(scope: PracticeScope, { claimId, claim, source }: ClaimRecord): Item {
  return storedItem(claimItemKey(scope, claimId, 'CONTENT'), { claim, source });
}

/** The claim without what it says, and with what it is known by. */
export function labelled({ claim, source: _source, ...state }: ClaimRecord): ClaimState & ClaimLabel {
  const { payerId, name } = claim.payer;
  return { ...state, externalId: claim.sourceId, payer: { payerId, name }, datesOfService: servicePeriod(claim) };
}

/** What waits for a person lies together, so that one query finds it. */
export const waitingRange = 'waiting#';
export function statusRange(status: ClaimStatus): string {
  return `${waitingStatuses.has(status) ? waitingRange : ''}${status}#`;
}

/** A claim as lists show it. */
export interface ListedClaim extends ClaimState, ClaimLabel {
  readonly money: WhereTheMoneyStands;
}

const ofEarlierRevision = () =>
  new SafeError(
    'this claim was stored by an earlier revision: open the data folder with this one, or begin a new stack',
  );

export function listedClaim(item: Item): ListedClaim {
  const nothing = asCents(0);
  const kept = item['money'] as Partial<WhereTheMoneyStands> | undefined;
  const state = bodyOf<ClaimState & ClaimLabel>(item);
  if (kept === undefined || state.externalId === undefined) throw ofEarlierRevision();
  const money = {
    ...{ billed: nothing, paid: nothing, adjusted: nothing, denied: nothing, patient: nothing, writtenOff: nothing },
    ...{ open: nothing, ...kept },
  };
  return { ...state, money };
}

/** A listed claim with what it says. */
export async function recordOf(items: Items, claim: ClaimState): Promise<ClaimRecord> {
  const item = await items.get(claimItemKey(claim, claim.claimId, 'CONTENT'));
  if (item === undefined) throw ofEarlierRevision();
  return { ...claim, ...bodyOf<ClaimContent>(item) };
}

/** A submission is listed while it waits to be sent, while its payer owes an answer, and when it was rejected. */
export const listedSubmissionStatuses = ['ready', 'sent', 'acknowledged', 'accepted', 'rejected'] as const;
const answerableStatuses: ReadonlySet<SubmissionStatus> = new Set(listedSubmissionStatuses.slice(1));

export function submissionItem(scope: PracticeScope, claimId: ClaimId, submission: Submission): Item {
  const { status, readyAt, patientControlNumber } = submission;
  const shard = shardOf(claimId);
  const place = `${readyAt}#${patientControlNumber}`;
  const ready =
    status === 'ready' && submission.transmissionId === undefined
      ? { readyPk: indexes.readySubmissions(scope, shard), readySk: place }
      : {};
  const listed = answerableStatuses.has(status)
    ? { statusPk: indexes.submissions(scope, shard), statusSk: `${status}#${place}` }
    : {};
  return storedItem(
    claimItemKey(scope, claimId, `SUBMISSION#${String(submission.attempt).padStart(2, '0')}`),
    submission,
    { status, transmissionId: submission.transmissionId ?? '', ...ready, ...listed },
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
    CONTENT: [],
    SUBMISSION: [],
    WAIT: [],
    MAIL: [],
    JOURNAL: [],
    WORK: [],
    STATEMENT: [],
  };
  const partition = keys.claimPartition(scope, claimId);
  for await (const page of pagesOf(items, { pk: partition, consistent: true })) {
    for (const item of page) {
      const end = item.sk.indexOf('#');
      const kind = end < 0 ? item.sk : item.sk.slice(0, end);
      if (Object.hasOwn(found, kind)) found[kind as keyof StoredKinds].push(bodyOf<never>(item));
    }
  }
  const [state] = found.CLAIM;
  const [content] = found.CONTENT;
  if (state === undefined) return undefined;
  if (content === undefined) throw ofEarlierRevision();
  return {
    record: { ...state, ...content },
    submissions: found.SUBMISSION,
    wait: found.WAIT[0],
    mail: found.MAIL,
    journal: found.JOURNAL,
    work: found.WORK,
    statements: found.STATEMENT,
  };
}

/** Whether something came for the claim that no step has read. */
export async function hasUnreadMail(items: Items, scope: PracticeScope, claimId: ClaimId): Promise<boolean> {
  const query = { pk: keys.claimPartition(scope, claimId), beginsWith: 'MAIL#', consistent: true };
  for await (const page of pagesOf(items, query)) if (page.some((item) => !bodyOf<Mail>(item).read)) return true;
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
