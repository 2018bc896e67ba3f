import { refuseItemKey, refuseQuery, storableTransaction, writeKey } from '../../shared/adapters/index.ts';
import type { Condition, ItemKey, Items, Write } from '../../shared/ports/index.ts';
import type { Database } from '../sqlite/database.ts';
import { type ItemsTable, itemsTable } from './items-table.ts';
import { laggingIndexes } from './lagging-indexes.ts';
import { withRecentPartitions } from './recent-partitions.ts';

interface SqliteItemsOptions {
  /** For tests: an index shows a write once so many more have come, or after `settle`. */
  readonly indexLag?: number;
}

export interface SqliteItems extends Items {
  /** Lets lagging indexes catch up. */
  settle(): void;
}

function holds(table: ItemsTable, key: ItemKey, condition: Condition): boolean {
  if (condition === 'absent' || condition === 'present') return table.has(key) === (condition === 'present');
  return Object.entries(condition).every(([name, value]) => table.attribute(key, name) === JSON.stringify(value));
}

function apply(table: ItemsTable, write: Write, body: string | undefined): void {
  if ('put' in write && body !== undefined) table.put(write.put, body);
  if ('delete' in write) table.remove(write.delete);
}

/** The store in the home's SQLite file: DynamoDB's model with its refusals. */
export function sqliteItems(database: Database, options: SqliteItemsOptions = {}): SqliteItems {
  const stored = itemsTable(database.sql);
  const indexes = options.indexLag === undefined ? undefined : laggingIndexes(stored, options.indexLag);
  const table = withRecentPartitions(stored, database.sql);

  return {
    async get(key) {
      refuseItemKey(key);
      table.refresh(key.pk);
      const body = table.body(key);
      return body === undefined ? undefined : JSON.parse(body);
    },
    async query(query) {
      refuseQuery(query);
      if (query.index !== undefined && indexes !== undefined) return indexes.query(query);
      table.refresh(query.pk);
      const { texts: _texts, ...page } = table.query(query);
      return page;
    },
    async transact(writes) {
      const bodies = storableTransaction(writes);
      const outcome = await database.write(() => {
        table.refresh();
        // Every condition is judged before anything is written, and by position.
        const failedConditions = writes.flatMap((write, position) =>
          write.if === undefined || holds(table, writeKey(write), write.if) ? [] : [position],
        );
        if (failedConditions.length > 0) return { failedConditions };
        writes.forEach((write, position) => void apply(table, write, bodies[position]));
        return 'done' as const;
      }, table.forget);
      if (outcome === 'done' && indexes !== undefined) {
        writes.forEach((write, position) => void indexes.written((copy) => void apply(copy, write, bodies[position])));
      }
      return outcome;
    },
    settle: () => indexes?.settle(),
  };
}
