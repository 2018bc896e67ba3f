import type { ClaimId } from '../claims/index.ts';
import { allItems, type Items } from '../ports/index.ts';
import { indexes, shards } from './keys.ts';
import { practiceScopes } from './practices.ts';
import type { PracticeScope } from './scope.ts';
import { claimIdOfItem } from './stored-claim.ts';

export interface DueWait {
  readonly scope: PracticeScope;
  readonly claimId: ClaimId;
  /** Of the workflow's task. */
  readonly token: string;
  /** ISO date and time. */
  readonly due: string;
}

/** The waits of all practices that were due at a moment, ISO; in each shard what was due first. */
export async function* dueWaits(items: Items, now: string): AsyncGenerator<DueWait> {
  for (const scope of await practiceScopes(items)) {
    for (const awaits of ['answer', 'person'] as const) {
      for (const shard of shards) {
        const query = { pk: indexes.dueWaits(scope, awaits, shard), index: 'due', upTo: `${now}~` } as const;
        for await (const item of allItems(items, query)) {
          const [due = ''] = (item.dueSk ?? '').split('#', 1);
          yield { scope, claimId: claimIdOfItem(item), token: String(item['token']), due };
        }
      }
    }
  }
}
