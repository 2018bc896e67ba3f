import type { DatabaseSync } from 'node:sqlite';
import type { Item, Query } from '../../shared/ports/index.ts';
import type { ItemsTable } from './items-table.ts';

/** An item as it was last read or written: from its text it is made only when somebody asks. */
interface Kept {
  readonly text: string;
  item?: Item;
}

/** All items of a partition, in the order of their sort keys. */
interface Partition {
  readonly sks: string[];
  readonly kept: Kept[];
  characters: number;
}

const mostPartitions = 512;
/** A claim has some 5,000; what is larger is read from the file each time. */
const mostCharacters = 32_768;
/** UTF-8 orders these otherwise than strings do. */
const inAnotherOrder = /[\ud800-\uffff]/;

const isWhole = ({ index, upTo, after, descending, limit }: Query): boolean =>
  [index, upTo, after, limit].every((each) => each === undefined) && !descending;

/**
 * The table with the partitions that were read last in memory: the steps of a claim follow each other, and each reads all
 * of it. What is read is shared, and nobody changes it. Another connection's commit empties the memory.
 */
export function withRecentPartitions(
  table: ItemsTable,
  sql: DatabaseSync,
): ItemsTable & {
  /** Notices what others have committed: before each read of a partition, and first in each write. */
  refresh(pk?: string): void;
  /** Some write was undone. */
  forget(): void;
} {
  const recent = new Map<string, Partition>();
  const dataVersion = sql.prepare('PRAGMA data_version');
  dataVersion.setReturnArrays(true);
  const version = (): unknown => (dataVersion.get() as unknown as [unknown])[0];
  let seen = version();

  /** The last ones asked for stay. */
  function find(pk: string): Partition | undefined {
    const partition = recent.get(pk);
    if (partition === undefined) return undefined;
    recent.delete(pk);
    recent.set(pk, partition);
    return partition;
  }

  function keep(pk: string, items: readonly Item[], texts: readonly string[]): void {
    const characters = texts.reduce((sum, text) => sum + text.length, 0);
    if (characters > mostCharacters) return;
    const sks = items.map(({ sk }) => sk);
    recent.set(pk, { sks, kept: items.map((item, index) => ({ item, text: texts[index] as string })), characters });
    if (recent.size > mostPartitions) recent.delete(recent.keys().next().value as string);
  }

  function keptOf({ pk, sk }: { readonly pk: string; readonly sk: string }): Kept | undefined | 'unknown' {
    const partition = recent.get(pk);
    return partition === undefined ? 'unknown' : partition.kept[partition.sks.indexOf(sk)];
  }

  function itemOf(kept: Kept): Item {
    kept.item ??= JSON.parse(kept.text) as Item;
    return kept.item;
  }

  function written(pk: string, sk: string, text: string | undefined): void {
    const partition = recent.get(pk);
    if (partition === undefined) return;
    const { sks, kept } = partition;
    const place = sks.indexOf(sk);
    partition.characters += (text?.length ?? 0) - (kept[place]?.text.length ?? 0);
    if (partition.characters > mostCharacters || inAnotherOrder.test(sk)) recent.delete(pk);
    else if (text === undefined) {
      if (place < 0) return;
      sks.splice(place, 1);
      kept.splice(place, 1);
    } else if (place >= 0) kept[place] = { text };
    else {
      const after = sks.findIndex((each) => each > sk);
      sks.splice(after < 0 ? sks.length : after, 0, sk);
      kept.splice(after < 0 ? kept.length : after, 0, { text });
    }
  }

  return {
    ...table,
    refresh(pk) {
      if (pk === undefined ? recent.size === 0 : !recent.has(pk)) return;
      const now = version();
      if (now !== seen) recent.clear();
      seen = now;
    },
    forget: () => recent.clear(),
    body(key) {
      const kept = keptOf(key);
      return kept === 'unknown' ? table.body(key) : kept?.text;
    },
    attribute(key, name) {
      const kept = keptOf(key);
      return kept === 'unknown' ? table.attribute(key, name) : kept && JSON.stringify(itemOf(kept)[name]);
    },
    has(key) {
      const kept = keptOf(key);
      return kept === 'unknown' ? table.has(key) : kept !== undefined;
    },
    put(item, text) {
      table.put(item, text);
      written(item.pk, item.sk, text);
    },
    remove(key) {
      table.remove(key);
      written(key.pk, key.sk, undefined);
    },
    query(query) {
      if (!isWhole(query)) return table.query(query);
      const { pk, beginsWith } = query;
      const partition = find(pk);
      if (partition === undefined) {
        const page = table.query(query);
        if (beginsWith === undefined && page.next === undefined) keep(pk, page.items, page.texts);
        return page;
      }
      const { sks, kept } = partition;
      const chosen = beginsWith === undefined ? kept : kept.filter((_each, at) => sks[at]?.startsWith(beginsWith));
      return { items: chosen.map(itemOf), texts: chosen.map(({ text }) => text) };
    },
  };
}
