import type { Item, Items, Query } from '../ports/index.ts';

/** Where a list goes on: in which of its queries, and the place in that. */
export interface ListPlace {
  readonly at: string;
  readonly after?: string;
}

export interface ListPage {
  readonly items: readonly Item[];
  /** Present when there may be more; the page may then hold fewer than the limit, or none. */
  readonly next?: ListPlace;
}

/** No page asks for more: a caller of many practices goes on where it stopped. */
const mostQueries = 64;

const nameOf = ({ pk, beginsWith = '' }: Query): string => `${pk} ${beginsWith}`;

/** Up to `limit` items of several queries, one after the other in the order of their keys, from a place on. */
export async function pageThrough(
  items: Items,
  queries: readonly Query[],
  limit: number,
  from?: ListPlace,
): Promise<ListPage> {
  const left = queries
    .map((query) => ({ query, at: nameOf(query) }))
    .filter(({ at }) => from === undefined || at >= from.at)
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  const found: Item[] = [];
  for (const [index, { query, at }] of left.entries()) {
    let after = at === from?.at ? from.after : undefined;
    if (index === mostQueries || found.length === limit) return { items: found, next: placeOf(at, after) };
    do {
      const page = await items.query({ ...query, limit: limit - found.length, ...placeIn(after) });
      found.push(...page.items);
      after = page.next;
      if (after !== undefined && found.length === limit) return { items: found, next: placeOf(at, after) };
    } while (after !== undefined);
  }
  return { items: found };
}

const placeIn = (after: string | undefined) => (after === undefined ? {} : { after });
const placeOf = (at: string, after: string | undefined): ListPlace => ({ at, ...placeIn(after) });
