import type { Ids, Items } from '../ports/index.ts';
import {
  type AuditRecord,
  type ChainHead,
  chainRecords,
  headSealOf,
  readHead,
  sealOf,
  shards,
} from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';

interface Store {
  readonly items: Items;
  readonly ids: Ids;
}

export interface AuditVerified {
  readonly records: number;
  /** What was changed, removed or put elsewhere; none when all is as it was written. */
  readonly faults: readonly string[];
  /** Proves later that nothing of this was cut off, when it is kept where the store's keepers can't reach it. */
  readonly receipt: string;
}

/** Where a chain was found to end, and the seal that it had at the count of an earlier receipt. */
interface VerifiedChain {
  readonly isBegun: boolean;
  readonly head: ChainHead;
  readonly sealThen: string;
  readonly faults: readonly string[];
}

/**
 * Follows every chain of the audit record from its first seal to its last. With the receipt of an earlier verification
 * it also shows what was cut off an end since.
 */
export async function verifyAudit(store: Store, earlier?: string): Promise<Result<AuditVerified, 'receipt-invalid'>> {
  const receipt = earlier === undefined ? undefined : parsedReceipt(earlier);
  if (earlier !== undefined && receipt === undefined) return failed('receipt-invalid');
  const chains: VerifiedChain[] = [];
  for (const [place, shard] of shards.entries()) {
    chains.push(await verifyChain(store, shard, receipt?.counts[place] ?? 0));
  }
  // Chains begin together: where none has begun, nothing was recorded yet.
  const faults = chains.some(({ isBegun }) => isBegun) ? chains.flatMap((chain) => chain.faults) : [];
  const sealsThen = chains.map(({ sealThen }) => sealThen);
  if (receipt !== undefined && receiptSeal(store.ids, receipt.counts, sealsThen) !== receipt.seal) {
    faults.push('what the receipt was given for is not there any more as it was then');
  }
  const heads = chains.map(({ head }) => head);
  return ok({
    records: heads.reduce((sum, { count }) => sum + count, 0),
    faults,
    receipt: receiptOf(store.ids, heads),
  });
}

async function verifyChain({ items, ids }: Store, shard: string, countThen: number): Promise<VerifiedChain> {
  const faults: string[] = [];
  const say = (fault: string): void => void faults.push(`chain ${shard}: ${fault}`);
  const head = await readHead(items, shard);
  let end: ChainHead = { shard, count: 0, seal: '' };
  let sealThen = '';
  let beyond = 0;
  for await (const record of chainRecords(items, shard)) {
    const { number, seal } = record;
    if (number <= end.count) {
      say(`record ${number} stands where it was not written`);
      continue;
    }
    // It may have been written meanwhile.
    if (head !== undefined && number > head.count) {
      beyond = number;
      continue;
    }
    if (number > end.count + 1) say(`records ${end.count + 1} to ${number - 1} are missing`);
    else if (!follows(ids, end, record)) say(`record ${number} was changed`);
    end = { shard, count: number, seal };
    if (number === countThen) sealThen = seal;
  }
  if (head === undefined) {
    say('its end is missing');
    return { isBegun: end.count > 0, head: end, sealThen, faults };
  }
  if (beyond > 0 && beyond > ((await readHead(items, shard))?.count ?? 0)) say(`record ${beyond} follows its end`);
  if (head.headSeal !== headSealOf(ids, head)) say('its end was changed');
  if (end.count < head.count) say(`records ${end.count + 1} to ${head.count} are missing`);
  else if (end.seal !== head.seal) say(`record ${end.count} is not the one that was last`);
  return { isBegun: true, head, sealThen, faults };
}

/** What was changed may not even have the form of a record. */
function follows(ids: Ids, before: ChainHead, { entry, seal }: AuditRecord): boolean {
  try {
    return sealOf(ids, before, entry) === seal;
  } catch {
    return false;
  }
}

interface Receipt {
  readonly counts: readonly number[];
  readonly seal: string;
}

function receiptSeal(ids: Ids, counts: readonly number[], seals: readonly string[]): string {
  return ids.derive(32, 'audit receipt', counts.join('.'), ...seals);
}

function receiptOf(ids: Ids, heads: readonly ChainHead[]): string {
  const counts = heads.map(({ count }) => count);
  return `${counts.join('.')}-${receiptSeal(
    ids,
    counts,
    heads.map(({ seal }) => seal),
  )}`;
}

function parsedReceipt(text: string): Receipt | undefined {
  const [, counted = '', seal = ''] = /^(\d{1,12}(?:\.\d{1,12}){15})-([A-Z2-7]{32})$/.exec(text.trim()) ?? [];
  return seal === '' ? undefined : { counts: counted.split('.').map(Number), seal };
}
