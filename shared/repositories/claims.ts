import type { ClaimId, ClaimStatus } from '../claims/index.ts';
import { allItems, type Items } from '../ports/index.ts';
import type { ClaimFile } from './claim-file.ts';
import { indexes, shards } from './keys.ts';
import { type ListPlace, pageThrough } from './page-through.ts';
import type { PracticeScope } from './scope.ts';
import {
  claimItemKey,
  type ListedClaim,
  listedClaim,
  readClaimFile,
  statusRange,
  waitingRange,
} from './stored-claim.ts';

/** The practice's claims, all or those in one status, shard by shard. The index may lag behind the claims. */
export async function* listedClaims(
  items: Items,
  scope: PracticeScope,
  status?: ClaimStatus,
): AsyncGenerator<ListedClaim> {
  for (const shard of shards) yield* listedClaimsOfShard(items, scope, shard, status);
}

/** Those of one shard: shards can be read side by side. */
export async function* listedClaimsOfShard(
  items: Items,
  scope: PracticeScope,
  shard: string,
  status?: ClaimStatus,
): AsyncGenerator<ListedClaim> {
  const inStatus = status === undefined ? {} : { beginsWith: statusRange(status) };
  const query = { pk: indexes.claims(scope, shard), index: 'status', ...inStatus } as const;
  for await (const item of allItems(items, query)) yield listedClaim(item);
}

/** The practice's claims with all that is kept of them. */
export async function* claimFiles(items: Items, scope: PracticeScope): AsyncGenerator<ClaimFile> {
  for await (const { claimId } of listedClaims(items, scope)) {
    const file = await readClaimFile(items, scope, claimId);
    if (file !== undefined) yield file;
  }
}

/** A claim that a list names, by its id; undefined when the practice has no such claim. */
export async function readListedClaim(
  items: Items,
  scope: PracticeScope,
  claimId: ClaimId,
): Promise<ListedClaim | undefined> {
  const item = await items.get(claimItemKey(scope, claimId, 'CLAIM'));
  return item && listedClaim(item);
}

/** A page of the claims of these practices: all, those in a status, or those that wait for a person. The index may lag behind the claims. */
export async function pageOfClaims(
  items: Items,
  scopes: readonly PracticeScope[],
  which: ClaimStatus | 'waiting' | undefined,
  limit: number,
  from?: ListPlace,
): Promise<{ readonly claims: readonly ListedClaim[]; readonly next?: ListPlace }> {
  const beginsWith = which === 'waiting' ? waitingRange : which && statusRange(which);
  const range = beginsWith === undefined ? {} : { beginsWith };
  const queries = scopes.flatMap((scope) =>
    shards.map((shard) => ({ pk: indexes.claims(scope, shard), index: 'status', ...range }) as const),
  );
  const { items: found, ...rest } = await pageThrough(items, queries, limit, from);
  return { claims: found.map(listedClaim), ...rest };
}
