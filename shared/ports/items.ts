/** What an item may hold: JSON, with nothing undefined. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** `pk` is the partition (a claim, a remittance, a routing key), `sk` the item's place in it. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/**
 * The sparse indexes. An item is in an index while it has both of its attributes: `statusPk`/`statusSk` (what stands
 * where), `readyPk`/`readySk` (what a machine can do now), `duePk`/`dueSk` (what must happen by when).
 */
export type IndexName = 'status' | 'ready' | 'due';
export const indexNames = ['status', 'ready', 'due'] as const satisfies readonly IndexName[];

export type Item = ItemKey & {
  /** The version of the shape of what the item holds. */
  readonly schemaVersion: number;
  readonly statusPk?: string;
  readonly statusSk?: string;
  readonly readyPk?: string;
  readonly readySk?: string;
  readonly duePk?: string;
  readonly dueSk?: string;
  readonly [attribute: string]: Json | undefined;
};

/** What must hold of the stored item for a write to happen: there is none, or its attributes equal these scalars. */
export type Condition = 'absent' | 'present' | { readonly [attribute: string]: string | number | boolean };

export type Write =
  | { readonly put: Item; readonly if?: Condition }
  | { readonly delete: ItemKey; readonly if?: Condition }
  | { readonly check: ItemKey; readonly if: Condition };

/** `done`, or the writes (by position) whose condition did not hold: nothing of the transaction was stored. */
export type TransactionOutcome = 'done' | { readonly failedConditions: readonly number[] };

export interface Query {
  /** The partition, or the index's partition when `index` is given. */
  readonly pk: string;
  readonly index?: IndexName;
  /** Sort keys that begin so … */
  readonly beginsWith?: string;
  /** … or that are at most this. */
  readonly upTo?: string;
  readonly descending?: boolean;
  /** Items a page; a page also ends at 1 MB. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string;
  /** Reads what was written last; not possible on an index. */
  readonly consistent?: boolean;
}

export interface Page {
  readonly items: readonly Item[];
  /** Present when there may be more. */
  readonly next?: string;
}

/**
 * The store: DynamoDB's model and no more. Keys, conditions, atomic transactions, sparse indexes that may lag.
 * Every adapter refuses what DynamoDB would (an item above 400 KB, above 100 items or 4 MB a transaction, one item
 * twice in a transaction, empty keys) with a `LimitExceeded`.
 */
export interface Items {
  /** Reads consistently. */
  get(key: ItemKey): Promise<Item | undefined>;
  query(query: Query): Promise<Page>;
  /** All writes or none. */
  transact(writes: readonly Write[]): Promise<TransactionOutcome>;
}

/** What DynamoDB refuses at any time: a bug in the caller, never something to retry. */
export class LimitExceeded extends Error {
  override readonly name = 'LimitExceeded';
}

/** All items of a query, in pages. */
export async function* pagesOf(items: Items, query: Query): AsyncGenerator<readonly Item[]> {
  let after = query.after;
  do {
    const page: Page = await items.query(after === undefined ? query : { ...query, after });
    yield page.items;
    after = page.next;
  } while (after !== undefined);
}

/** All items of a query, one by one. */
export async function* allItems(items: Items, query: Query): AsyncGenerator<Item> {
  for await (const page of pagesOf(items, query)) yield* page;
}
