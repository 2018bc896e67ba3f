import type { Item, Items, Query } from '../ports/index.ts';

/** Where a list goes on: a partition, and the place in it. */
export interface ListPlace {
  readonly pk: string;
  readonly after?: string;
}

export interface ListPage {
  readonly items: readonly Item[];
  /** Present when there may be more; the page may then hold fewer than the limit, or none. */
  readonly next?: ListPlace;
}

/** No page asks for more: a caller of many practices goes on where it stopped. */
const mostQueries = 64;

/** Up to `limit` items of several partitions, one after the other in the order of their keys, from a place on. */
export async function pageThrough(
  items: Items,
  partitions: readonly string[],
  query: Omit<Query, 'pk' | 'limit' | 'after'>,
  limit: number,
  from?: ListPlace,
): Promise<ListPage> {
  const left = partitions.toSorted().filter((pk) => from === undefined || pk >= from.pk);
  const found: Item[] = [];
  for (const [index, pk] of left.entries()) {
    let after = pk === from?.pk ? from.after : undefined;
    if (index === mostQueries || found.length === limit) return { items: found, next: placeOf(pk, after) };
    do {
      const page = await items.query({ ...query, pk, limit: limit - found.length, ...placeIn(after) });
      found.push(...page.items);
      after = page.next;
      if (after !== undefined && found.length === limit) return { items: found, next: placeOf(pk, after) };
    } while (after !== undefined);
  }
  return { items: found };
}

const placeIn = (after: string | undefined) => (after === undefined ? {} : { after });
const placeOf = (pk: string, after: string | undefined): ListPlace => ({ pk, ...placeIn(after) });
