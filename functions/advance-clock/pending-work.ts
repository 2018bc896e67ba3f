import type { IndexName, Items } from '../../shared/ports/index.ts';
import { indexes, type PracticeScope, practiceScopes, shards } from '../../shared/repositories/index.ts';
import type { PendingWork } from '../../shared/timekeeping/index.ts';

/** What is pending, read from the indexes of the table. */
export function pendingWork(items: Items): PendingWork {
  /** The earliest moment in these partitions: their sort keys begin with one. */
  async function first(index: IndexName, partitions: (scope: PracticeScope) => readonly string[]) {
    const attribute = `${index}Sk` as const;
    const all = (await practiceScopes(items)).flatMap(partitions);
    const pages = await Promise.all(all.map((pk) => items.query({ pk, index, limit: 1 })));
    const [earliest] = pages.flatMap((page) => page.items.flatMap((item) => item[attribute] ?? [])).sort();
    return earliest === undefined ? undefined : new Date(earliest.split('#', 1)[0] ?? '');
  }
  const due = (awaits: 'answer' | 'person') =>
    first('due', (scope) => shards.map((shard) => indexes.dueWaits(scope, awaits, shard)));

  return {
    submissionReadySince: () =>
      first('ready', (scope) => [
        indexes.transmissions(scope),
        ...shards.map((shard) => indexes.readySubmissions(scope, shard)),
      ]),
    answerDue: () => due('answer'),
    personDue: () => due('person'),
  };
}

/** Whether the table holds messages that have not been sent. */
export async function isOutboxEmpty(items: Items): Promise<boolean> {
  const pages = await Promise.all(
    shards.map((shard) => items.query({ pk: indexes.outbox(shard), index: 'ready', limit: 1 })),
  );
  return pages.every(({ items: found }) => found.length === 0);
}
