import type { ClaimId } from '../claims/index.ts';
import type { Items } from '../ports/index.ts';
import type { WorkCategory, WorkItem } from './claim-file.ts';
import { indexes, shards } from './keys.ts';
import { type ListPlace, pageThrough } from './page-through.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, claimIdOfItem } from './stored-claim.ts';

export interface WorkOfClaim extends PracticeScope {
  readonly claimId: ClaimId;
  readonly work: WorkItem;
}

/** A page of the open work of these practices, all or of one category; in each shard what is due first. */
export async function pageOfWork(
  items: Items,
  scopes: readonly PracticeScope[],
  category: WorkCategory | undefined,
  limit: number,
  from?: ListPlace,
): Promise<{ readonly entries: readonly WorkOfClaim[]; readonly next?: ListPlace }> {
  const range = category === undefined ? {} : { beginsWith: `${category}#` };
  const queries = scopes.flatMap((scope) =>
    shards.map((shard) => ({ pk: indexes.work(scope, shard), index: 'status', ...range }) as const),
  );
  const { items: found, ...rest } = await pageThrough(items, queries, limit, from);
  const entries = found.map((item) => ({
    // `P#<practice>#C#<claim>`
    practiceId: item.pk.split('#')[1] ?? '',
    claimId: claimIdOfItem(item),
    work: bodyOf<WorkItem>(item),
  }));
  return { entries, ...rest };
}
