import type { Finding } from '../claims/index.ts';
import { allItems, type Item, type ItemKey, type Items } from '../ports/index.ts';
import { firstOfChunk, indexes, keys, ordinalOf } from './keys.ts';
import { identitiesOfExternalId } from './open-claim.ts';
import { type ListPlace, pageThrough } from './page-through.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** What became of a record of a file that did not become a claim. */
export interface SetAsideRecord {
  readonly ordinal: number;
  /** `problem`: something wrong around the records, which cost none of them. */
  readonly kind: 'refused' | 'duplicate' | 'conflict' | 'problem';
  /** Where in the file, for a person: `line 7` or `transaction 2, claim 5`. */
  readonly place: string;
  readonly reasons: readonly Finding[];
  /** The claim that it repeats or contradicts. */
  readonly repeats?: { readonly practiceId: string; readonly claimId: string };
  /** Whose it is, as far as that can be read. */
  readonly practiceId?: string;
  /** The id that the practice gave it. */
  readonly sourceId?: string;
  /** The chunk that holds the record, for a conflict that is accepted. */
  readonly chunkKey?: string;
  /** Written with what it became. */
  readonly accepted?: boolean;
  /** Whether a person has said that nothing is to be done about it. */
  readonly dismissed?: boolean;
}

/** A file, and its place among all that have arrived. */
interface FilePlace {
  readonly fileId: string;
  readonly ordinal: number;
}

/** Sorts records as they arrived. */
const placeOf = (fileOrdinal: number, ordinal: number): string => `${ordinalOf(fileOrdinal)}#${ordinalOf(ordinal)}`;

const asideKey = (fileId: string, ordinal: number): ItemKey => {
  return { pk: keys.filePartition(fileId), sk: `ASIDE#${ordinalOf(ordinal)}` };
};

/** With a practice and an id the record is found by these too. */
export function setAsideItem(file: FilePlace, record: SetAsideRecord): Item {
  const { practiceId, sourceId, ordinal } = record;
  const key = asideKey(file.fileId, ordinal);
  if (practiceId === undefined || sourceId === undefined) return storedItem(key, record);
  return storedItem(key, record, {
    statusPk: indexes.setAside({ practiceId }, sourceId),
    statusSk: placeOf(file.ordinal, ordinal),
  });
}

export async function readSetAsideRecord(
  items: Items,
  fileId: string,
  ordinal: number,
): Promise<SetAsideRecord | undefined> {
  const item = await items.get(asideKey(fileId, ordinal));
  return item && bodyOf<SetAsideRecord>(item);
}

/** A page of the records of an upload that did not become claims, in their order. */
export async function pageOfSetAside(
  items: Items,
  fileId: string,
  limit: number,
  from?: ListPlace,
): Promise<{ readonly records: readonly SetAsideRecord[]; readonly next?: ListPlace }> {
  const query = { pk: keys.filePartition(fileId), beginsWith: 'ASIDE#', consistent: true };
  const { items: found, ...rest } = await pageThrough(items, [query], limit, from);
  return { records: found.map((item) => bodyOf<SetAsideRecord>(item)), ...rest };
}

export async function* setAsideRecords(items: Items, fileId: string, prefix = ''): AsyncGenerator<SetAsideRecord> {
  const query = { pk: keys.filePartition(fileId), beginsWith: `ASIDE#${prefix}`, consistent: true };
  for await (const item of allItems(items, query)) yield bodyOf<SetAsideRecord>(item);
}

/** What was set aside of the chunk that has this record. */
export async function setAsideOfChunk(
  items: Items,
  fileId: string,
  ordinal: number,
): Promise<readonly SetAsideRecord[]> {
  const first = firstOfChunk(ordinal);
  const last = await readSetAsideRecord(items, fileId, first + 99);
  const found = last === undefined ? [] : [last];
  // All but the last begin alike, and so does the last of the chunk before.
  for await (const record of setAsideRecords(items, fileId, ordinalOf(first).slice(0, -2))) {
    if (record.ordinal >= first) found.push(record);
  }
  return found;
}

/** Of a record that another reading has made a claim, or has not found. */
export async function forgetSetAside(items: Items, fileId: string, ordinal: number): Promise<void> {
  await items.transact([{ delete: asideKey(fileId, ordinal) }]);
}

/**
 * Whether a record of this practice and id came after this one, or was made a claim of it when its file was read again:
 * what became of that one counts. The indexes may lag behind.
 */
export async function cameAgain(items: Items, file: FilePlace, record: SetAsideRecord): Promise<boolean> {
  const { practiceId, sourceId, ordinal } = record;
  if (practiceId === undefined || sourceId === undefined) return false;
  const scope = { practiceId };
  const place = placeOf(file.ordinal, ordinal);
  for (const claim of await identitiesOfExternalId(items, scope, sourceId)) {
    if (claim.fileOrdinal !== undefined && placeOf(claim.fileOrdinal, claim.ordinal) >= place) return true;
  }
  const query = { pk: indexes.setAside(scope, sourceId), index: 'status', descending: true, limit: 1 } as const;
  const [last] = (await items.query(query)).items;
  return last?.statusSk !== undefined && last.statusSk > place;
}
