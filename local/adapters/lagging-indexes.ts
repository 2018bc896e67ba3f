import { DatabaseSync } from 'node:sqlite';
import type { Item, Page, Query } from '../../shared/ports/index.ts';
import { type ItemsTable, itemsTable } from './items-table.ts';

/** The indexes as they were some writes ago, so that a test meets what DynamoDB may show. */
export interface LaggingIndexes {
  /** A write that is durable; it shows once `lag` more have come. */
  written(apply: (table: ItemsTable) => void): void;
  query(query: Query): Page;
  settle(): void;
}

/** A copy of the table in memory that takes each write late. What is stored at the start shows at once. */
export function laggingIndexes(stored: ItemsTable, lag: number): LaggingIndexes {
  const copy = itemsTable(new DatabaseSync(':memory:'));
  for (const body of stored.bodies()) copy.put(JSON.parse(body) as Item, body);
  const waiting: ((table: ItemsTable) => void)[] = [];

  function keepOnly(count: number): void {
    for (const apply of waiting.splice(0, waiting.length - count)) apply(copy);
  }

  return {
    written(apply) {
      waiting.push(apply);
      if (waiting.length > lag) keepOnly(lag);
    },
    query: (query) => copy.query(query),
    settle: () => keepOnly(0),
  };
}
