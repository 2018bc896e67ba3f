import { allItems, type IndexName, type Items } from '../../shared/ports/index.ts';
import { indexes, type PracticeScope, practiceScopes, shards } from '../../shared/repositories/index.ts';
import type { PendingWork } from '../../shared/timekeeping/index.ts';

/** What is pending, read from the indexes of the table. */
export function pendingWork(items: Items): PendingWork {
  /** The earliest moment in these partitions: their sort keys begin with one. */
  async function first(index: IndexName, partitions: (scope: PracticeScope) => readonly string[]) {
    const attribute = `${index}Sk` as const;
    const moments: string[] = [];
    for (const scope of await practiceScopes(items)) {
      for (const pk of partitions(scope)) {
        const { items: found } = await items.query({ pk, index, limit: 1 });
        moments.push(...found.flatMap((item) => item[attribute] ?? []));
      }
    }
    const [earliest] = moments.sort();
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
  for (const shard of shards) {
    for await (const _message of allItems(items, { pk: indexes.outbox(shard), index: 'ready', limit: 1 })) return false;
  }
  return true;
}
