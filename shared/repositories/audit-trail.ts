import { type Audit, type AuditEntry, allItems, type Clock, type Ids, type Item, type Items } from '../ports/index.ts';
import { keys, shards } from './keys.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** What is known of a chain's end: how many records it has, and the seal of the last. */
export interface ChainHead {
  readonly shard: string;
  readonly count: number;
  readonly seal: string;
}

/** A record of a chain. Its seal is made under the home's key, from the seal before it and all that it says. */
export interface AuditRecord {
  readonly shard: string;
  readonly number: number;
  readonly entry: AuditEntry;
  readonly seal: string;
}

const sealCharacters = 51;
const headSk = 'HEAD';
/** The items of a transaction, one of which is the head. */
const mostRecords = 99;
/** Each time another writer was quicker; with so many writers at once something else is wrong. */
const mostTries = 50;

/** The record could not be stored: nothing may be shown. */
export class AuditUnavailable extends Error {
  override readonly name = 'AuditUnavailable';
}

/** The seal of a record that follows another's. */
export function sealOf(ids: Ids, { shard, count, seal }: ChainHead, entry: AuditEntry): string {
  return ids.derive(sealCharacters, 'audit record', shard, String(count + 1), seal, inOneOrder(entry));
}

/** Stores give an object's fields back in an order of their own. */
function inOneOrder({ at, who, what, by, practices, claims, about, requestId, status }: AuditEntry): string {
  const { kind, subject, roles } = who;
  return JSON.stringify([at, kind, subject, roles, what, by, practices, claims, about, requestId ?? '', status ?? 0]);
}

/** The seal of a chain's end, so that nobody without the key can name another record the last. */
export function headSealOf(ids: Ids, { shard, count, seal }: ChainHead): string {
  return ids.derive(sealCharacters, 'audit head', shard, String(count), seal);
}

function headItem(ids: Ids, head: ChainHead): Item {
  const body = { ...head, headSeal: headSealOf(ids, head) };
  return storedItem({ pk: keys.auditPartition(head.shard), sk: headSk }, body, { count: head.count });
}

/** The head as it is stored, with the seal that it came with; undefined when there is none. */
export async function readHead(
  items: Items,
  shard: string,
): Promise<(ChainHead & { readonly headSeal: string }) | undefined> {
  const item = await items.get({ pk: keys.auditPartition(shard), sk: headSk });
  return item && bodyOf(item);
}

/** The records of a chain, in their order. */
export async function* chainRecords(items: Items, shard: string): AsyncGenerator<AuditRecord> {
  const query = { pk: keys.auditPartition(shard), beginsWith: 'R#', consistent: true };
  for await (const item of allItems(items, query)) yield bodyOf(item);
}

/** All chains begin together, so that one of them can't vanish as if it had never been. */
async function beginChains(items: Items, ids: Ids): Promise<void> {
  await items.transact(
    shards.map((shard) => ({ put: headItem(ids, { shard, count: 0, seal: '' }), if: 'absent' as const })),
  );
}

interface Waiting {
  readonly entry: AuditEntry;
  readonly stored: () => void;
  readonly failed: (problem: unknown) => void;
}

/**
 * The record of who saw and changed what, in sixteen chains. A writer keeps to one, whose end it remembers, so that a
 * record costs one transaction and no read; what comes while one is stored shares the next. A writer that finds another
 * in its chain moves on to the next chain.
 */
export function auditTrail(items: Items, ids: Ids, clock: Clock): Audit {
  let waiting: Waiting[] = [];
  let isStoring = false;
  let head: ChainHead | undefined;

  /** The chain after the one that was tried; the first is drawn by what is recorded. */
  function nextShard(entry: AuditEntry, tried: string | undefined): string {
    const place =
      tried === undefined ? ids.derive(1, 'audit chain', inOneOrder(entry)).charCodeAt(0) : shards.indexOf(tried) + 1;
    return shards[place % shards.length] ?? '00';
  }

  async function store(entries: readonly AuditEntry[]): Promise<void> {
    const [first] = entries;
    if (first === undefined) return;
    let shard = head?.shard;
    for (let tries = 0; tries < mostTries; tries += 1) {
      if (head === undefined) {
        shard = nextShard(first, shard);
        head = await readHead(items, shard);
        if (head === undefined) {
          await beginChains(items, ids);
          continue;
        }
      }
      const before = head;
      let end: ChainHead = before;
      const puts = entries.map((entry) => {
        const seal = sealOf(ids, end, entry);
        end = { shard: end.shard, count: end.count + 1, seal };
        const sk = `R#${String(end.count).padStart(12, '0')}`;
        const record: AuditRecord = { shard: end.shard, number: end.count, entry, seal };
        return { put: storedItem({ pk: keys.auditPartition(end.shard), sk }, record), if: 'absent' } as const;
      });
      // What is not known to be stored is read again.
      head = undefined;
      const outcome = await items.transact([...puts, { put: headItem(ids, end), if: { count: before.count } }]);
      if (outcome === 'done') {
        head = end;
        return;
      }
    }
    throw new AuditUnavailable('the chains of the audit record are taken again and again');
  }

  async function storeWaiting(): Promise<void> {
    if (isStoring) return;
    isStoring = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostRecords);
      waiting = waiting.slice(mostRecords);
      try {
        await store(batch.map(({ entry }) => entry));
        for (const { stored } of batch) stored();
      } catch (problem) {
        for (const { failed } of batch) failed(problem);
      }
    }
    isStoring = false;
  }

  return {
    record(access) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.push({ entry: { ...access, at: clock.now().toISOString() }, stored: resolve, failed: reject });
      void storeWaiting();
      return promise;
    },
  };
}
