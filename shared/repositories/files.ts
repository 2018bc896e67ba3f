import type { Claim, ClaimId, Finding, Practice } from '../claims/index.ts';
import { allItems, type Item, type Items, type Write } from '../ports/index.ts';
import { eventMessage } from './events.ts';
import { firstOfChunk, indexes, keys, ordinalOf, shardOf, shards } from './keys.ts';
import { type OutboxMessage, outboxItem } from './outbox.ts';
import { type ListPlace, pageThrough } from './page-through.ts';
import type { PracticeScope } from './scope.ts';
import { forgetSetAside, type SetAsideRecord, setAsideRecords } from './set-aside.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** A file that arrived, archived untouched under our id. */
export interface FileRecord {
  readonly fileId: string;
  /** Its place among all files that have arrived, from 1. */
  readonly ordinal: number;
  /** Its name where it came from. Whoever chose it may have named a person, so it goes into no message and no log. */
  readonly name: string;
  readonly from: 'practice' | 'clearinghouse';
  /** Of a file that holds several kinds of answers all of them, once it is read: `999+835`. */
  readonly kind: string;
  readonly objectKey: string;
  readonly receivedAt: string;
  /** How often it has been read: once, and once more for each replay. */
  readonly readings: number;
  /** `reading` until all of it has become claims, mail or refusals. */
  readonly status: 'reading' | 'read' | 'quarantined';
  /** Why it is quarantined. */
  readonly reason?: string;
  readonly counts?: FileCounts;
  /** How much of a quarantined file of answers was taken all the same: transaction sets of an 835, or acknowledgements. */
  readonly answersTaken?: number;
  /** The reading after which a person has said that nothing is to be done about a quarantined file. */
  readonly dismissedReading?: number;
  /** When a reading of a practice's file ended first. */
  readonly ended?: { readonly reading: number; readonly at: string };
  /** The practices for which its sender may send, where he may not for all: records of others are refused. */
  readonly sentFor?: readonly string[];
  /** The practices whose records an upload holds, once they were read: who may touch all of them may see the file. */
  readonly practiceIds?: readonly string[];
}

export interface FileCounts {
  readonly records: number;
  readonly taken: number;
  readonly refused: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly problems: number;
  /** Of `records`: claims of an 837 that is quarantined whole. */
  readonly unread?: number;
}

/** A line of a chunk. */
export type ChunkRecord = ChunkLine | RefusedLine;

/** A record that can't become a claim. `practiceId`: whose it is, where they may be told of it. */
export type RefusedLine = Pick<SetAsideRecord, 'ordinal' | 'place' | 'reasons' | 'practiceId' | 'sourceId'> & {
  readonly kind: 'refused' | 'problem';
};

/** A record that can become a claim. `source` is what its 837 said beside the claim. */
export interface ChunkLine {
  readonly ordinal: number;
  readonly place: string;
  readonly kind: 'encounter' | '837';
  readonly practice: Practice;
  readonly claim: Claim;
  readonly source?: unknown;
  readonly findings: readonly Finding[];
  readonly payersLeft: number;
  /** HMACs of what identifies it and of what it says. */
  readonly identity: string;
  readonly content: string;
  /** The earlier record of the same file that has this identity. */
  readonly repeats?: EarlierRecord;
}

export interface EarlierRecord {
  readonly ordinal: number;
  readonly content: string;
}

/** Whether a file is quarantined and still to be seen to. Read again and quarantined again, it is so again. */
export function waitsInQuarantine({ status, readings, dismissedReading }: FileRecord): boolean {
  return status === 'quarantined' && dismissedReading !== readings;
}

export function fileItem(record: FileRecord): Item {
  const { fileId, receivedAt } = record;
  const waiting = waitsInQuarantine(record) ? { readyPk: indexes.quarantine, readySk: `${receivedAt}#${fileId}` } : {};
  return storedItem({ pk: keys.filePartition(fileId), sk: 'FILE' }, record, {
    ...waiting,
    status: record.status,
    statusPk: indexes.files(shardOf(record.fileId)),
    statusSk: ordinalOf(record.ordinal),
  });
}

export async function readFileRecord(items: Items, fileId: string): Promise<FileRecord | undefined> {
  const item = await items.get({ pk: keys.filePartition(fileId), sk: 'FILE' });
  return item && bodyOf<FileRecord>(item);
}

/** A page of the files that wait in quarantine, the newest first. */
export async function pageOfQuarantine(
  items: Items,
  limit: number,
  from?: ListPlace,
): Promise<{ readonly fileIds: readonly string[]; readonly next?: ListPlace }> {
  const query = { pk: indexes.quarantine, index: 'ready', descending: true } as const;
  const { items: found, ...rest } = await pageThrough(items, [query], limit, from);
  return { fileIds: found.map((item) => bodyOf<FileRecord>(item).fileId), ...rest };
}

/** Every file that arrived, in the order of arrival. */
export async function fileRecords(items: Items): Promise<readonly FileRecord[]> {
  const found: { readonly sk: string; readonly record: FileRecord }[] = [];
  for (const shard of shards) {
    for await (const item of allItems(items, { pk: indexes.files(shard), index: 'status' })) {
      found.push({ sk: item.statusSk ?? '', record: bodyOf<FileRecord>(item) });
    }
  }
  return found.sort((left, right) => (left.sk < right.sk ? -1 : 1)).map(({ record }) => record);
}

/**
 * Stores the record of a file that arrived, under the next number of arrival; the file's own record when it is known
 * already.
 */
export async function enterFile(items: Items, file: Omit<FileRecord, 'ordinal'>): Promise<FileRecord> {
  for (;;) {
    const known = await readFileRecord(items, file.fileId);
    if (known !== undefined) return known;
    const counter = await items.get(keys.arrivals);
    const last = counter === undefined ? 0 : Number(counter['last']);
    const record: FileRecord = { ...file, ordinal: last + 1 };
    const outcome = await items.transact([
      {
        put: { ...keys.arrivals, schemaVersion: 1, last: last + 1 },
        if: counter === undefined ? 'absent' : { last },
      },
      { put: fileItem(record), if: 'absent' },
    ]);
    if (outcome === 'done') return record;
  }
}

/** Moves a file on, and answers it as it is now; the same again changes nothing. */
export async function updateFile(items: Items, record: FileRecord, fields: Partial<FileRecord>): Promise<FileRecord> {
  const moved = { ...record, ...fields };
  await items.transact([{ put: fileItem(moved), if: 'present' }]);
  return moved;
}

/** Lets a file out of quarantine to be read once more, and has that done; false when it is not there. */
export async function reenterFile(items: Items, record: FileRecord, message: OutboxMessage): Promise<boolean> {
  const { reason: _mended, counts: _unread, answersTaken: _before, ...rest } = record;
  const again: FileRecord = { ...rest, status: 'reading', readings: record.readings + 1 };
  const outcome = await items.transact([
    { put: fileItem(again), if: { status: 'quarantined' } },
    { put: outboxItem(keys.filePartition(record.fileId), message) },
  ]);
  return outcome === 'done';
}

/** Stores how a batch ended, and tells its practices. Each reading is told of once, however often its end is stored. */
export async function endBatch(
  items: Items,
  record: FileRecord,
  now: string,
  fields: Partial<FileRecord> & { readonly status: 'read' | 'quarantined' },
): Promise<void> {
  const { fileId, readings } = record;
  const ended = record.ended?.reading === readings ? record.ended : { reading: readings, at: now };
  const partition = keys.filePartition(fileId);
  const puts: Write[] = [];
  for await (const item of allItems(items, { pk: partition, beginsWith: 'PRACTICE#', consistent: true })) {
    const { practiceId } = bodyOf<PracticeScope>(item);
    const detail = { practiceId, batchId: fileId, status: fields.status };
    const key = `${readings}-${fields.status}-${practiceId}-${fileId}`;
    puts.push({ put: outboxItem(partition, eventMessage(`batch.${fields.status}`, ended.at, key, detail)) });
  }
  // More practices than a transaction takes: the end itself comes last.
  while (puts.length >= 100) await items.transact(puts.splice(0, 100));
  await items.transact([{ put: fileItem({ ...record, ...fields, ended }), if: 'present' }, ...puts]);
}

/** A claim that a record of an upload has become. */
export interface TakenClaim {
  readonly practiceId: string;
  readonly claimId: ClaimId;
}

/** The claims that the chunk of this record has become, and the reading that says so. */
export function chunkItem(
  { fileId, readings }: Pick<FileRecord, 'fileId' | 'readings'>,
  ordinal: number,
  claims: readonly TakenClaim[],
): Item {
  const key = { pk: keys.filePartition(fileId), sk: `CHUNK#${ordinalOf(firstOfChunk(ordinal))}` };
  return storedItem(key, { reading: readings, taken: claims.length, claims });
}

/** Forgets what earlier readings have left of chunks that the last one has not found. */
export async function forgetEarlierReadings(items: Items, { fileId, readings }: FileRecord): Promise<void> {
  if (readings === 1) return;
  const found = new Set<string>();
  const left: Item[] = [];
  for await (const item of allItems(items, chunksOf(fileId))) {
    if (bodyOf<{ reading?: number }>(item).reading === readings) found.add(item.sk);
    else left.push(item);
  }
  for (const { pk, sk } of left) await items.transact([{ delete: { pk, sk } }]);
  for await (const { ordinal } of setAsideRecords(items, fileId)) {
    if (!found.has(`CHUNK#${ordinalOf(firstOfChunk(ordinal))}`)) await forgetSetAside(items, fileId, ordinal);
  }
}

const chunksOf = (fileId: string) =>
  ({ pk: keys.filePartition(fileId), beginsWith: 'CHUNK#', consistent: true }) as const;

/** No page reads more: an upload may be of repetitions alone. */
const mostChunks = 16;

/** A page of what the chunks of an upload have become, in the order of its records. */
export async function pageOfTaken(
  items: Items,
  fileId: string,
  limit: number,
  from?: ListPlace,
): Promise<{ readonly claims: readonly TakenClaim[]; readonly next?: ListPlace }> {
  const query = { ...chunksOf(fileId), limit: 1 };
  const claims: TakenClaim[] = [];
  // How many of the next chunk's claims were on the pages before.
  let { at: seen = '0', after }: Partial<ListPlace> = from ?? {};
  for (let chunks = 0; chunks < mostChunks; chunks += 1) {
    const chunk = await items.query(after === undefined ? query : { ...query, after });
    const taken = chunk.items.flatMap((item) => bodyOf<{ claims?: readonly TakenClaim[] }>(item).claims ?? []);
    const end = Number(seen) + limit - claims.length;
    claims.push(...taken.slice(Number(seen), end));
    if (end < taken.length) return { claims, next: { at: String(end), ...(after === undefined ? {} : { after }) } };
    if (chunk.next === undefined) return { claims };
    seen = '0';
    after = chunk.next;
    if (claims.length === limit) break;
  }
  return { claims, next: { at: seen, ...(after === undefined ? {} : { after }) } };
}

/** What became of the file's records so far. */
export async function countRecords(items: Items, fileId: string): Promise<FileCounts> {
  const counts = { taken: 0, refused: 0, duplicate: 0, conflict: 0, problem: 0 };
  for await (const { kind } of setAsideRecords(items, fileId)) counts[kind] += 1;
  for await (const item of allItems(items, chunksOf(fileId))) counts.taken += bodyOf<{ taken: number }>(item).taken;
  const { taken, refused, duplicate: duplicates, conflict: conflicts, problem: problems } = counts;
  return { records: taken + refused + duplicates + conflicts, taken, refused, duplicates, conflicts, problems };
}
