import type { ClaimStatus } from '../claims/index.ts';
import { allItems, type Items } from '../ports/index.ts';
import type { ClaimFile, ClaimRecord } from './claim-file.ts';
import { indexes, shards } from './keys.ts';
import { type ListPlace, pageThrough } from './page-through.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, readClaimFile } from './stored-claim.ts';

/** The practice's claims, all or those in one status, shard by shard. The index may lag behind the claims. */
export async function* claimRecords(
  items: Items,
  scope: PracticeScope,
  status?: ClaimStatus,
): AsyncGenerator<ClaimRecord> {
  for (const shard of shards) yield* claimRecordsOfShard(items, scope, shard, status);
}

/** Those of one shard: shards can be read side by side. */
export async function* claimRecordsOfShard(
  items: Items,
  scope: PracticeScope,
  shard: string,
  status?: ClaimStatus,
): AsyncGenerator<ClaimRecord> {
  const inStatus = status === undefined ? {} : { beginsWith: `${status}#` };
  const query = { pk: indexes.claims(scope, shard), index: 'status', ...inStatus } as const;
  for await (const item of allItems(items, query)) yield bodyOf<ClaimRecord>(item);
}

/** The practice's claims with all that is kept of them. */
export async function* claimFiles(items: Items, scope: PracticeScope): AsyncGenerator<ClaimFile> {
  for await (const { claimId } of claimRecords(items, scope)) {
    const file = await readClaimFile(items, scope, claimId);
    if (file !== undefined) yield file;
  }
}

/** A page of the claims of these practices, all or those in some statuses. The index may lag behind the claims. */
export async function pageOfClaims(
  items: Items,
  scopes: readonly PracticeScope[],
  statuses: readonly ClaimStatus[] | undefined,
  limit: number,
  from?: ListPlace,
): Promise<{ readonly records: readonly ClaimRecord[]; readonly next?: ListPlace }> {
  const ranges = statuses?.map((status) => ({ beginsWith: `${status}#` })) ?? [{}];
  const queries = scopes.flatMap((scope) =>
    shards.flatMap((shard) =>
      ranges.map((range) => ({ pk: indexes.claims(scope, shard), index: 'status', ...range }) as const),
    ),
  );
  const { items: found, ...rest } = await pageThrough(items, queries, limit, from);
  return { records: found.map((item) => bodyOf<ClaimRecord>(item)), ...rest };
}
