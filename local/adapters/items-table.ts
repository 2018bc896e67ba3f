import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { dynamodbLimits, indexAttributes } from '../../shared/adapters/index.ts';
import {
  type IndexName,
  type Item,
  type ItemKey,
  indexNames,
  LimitExceeded,
  type Page,
  type Query,
} from '../../shared/ports/index.ts';
import { boundLimit } from '../sqlite/bound-limit.ts';

/** A page with each item's JSON text. */
export interface TextPage extends Page {
  readonly texts: readonly string[];
}

/** The `items` table with its statements. Synchronous: the caller decides on transactions and checks the limits. */
export interface ItemsTable {
  /** The item's JSON text. */
  body(key: ItemKey): string | undefined;
  /** The JSON text of one attribute. */
  attribute(key: ItemKey, name: string): string | undefined;
  /** Whether there is one. */
  has(key: ItemKey): boolean;
  put(item: Item, body: string): void;
  remove(key: ItemKey): void;
  query(query: Query): TextPage;
  /** Every item there is, for a copy. */
  bodies(): Iterable<string>;
}

// A rowid table: keyed WITHOUT ROWID, bodies of 400 bytes and more made puts half as fast.
const schema = `
CREATE TABLE IF NOT EXISTS items (
  pk TEXT NOT NULL, sk TEXT NOT NULL, body TEXT NOT NULL,
  status_pk TEXT, status_sk TEXT, ready_pk TEXT, ready_sk TEXT, due_pk TEXT, due_sk TEXT,
  UNIQUE (pk, sk)
) STRICT;
${indexNames
  .map(
    (name) => `CREATE INDEX IF NOT EXISTS items_by_${name} ON items (${name}_pk, ${name}_sk, pk, sk)
  WHERE ${name}_pk IS NOT NULL;`,
  )
  .join('\n')}`;

const putText = `
INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (pk, sk) DO UPDATE SET body = excluded.body,
  status_pk = excluded.status_pk, status_sk = excluded.status_sk, ready_pk = excluded.ready_pk,
  ready_sk = excluded.ready_sk, due_pk = excluded.due_pk, due_sk = excluded.due_sk`;

/** Read at once: a whole claim, and of an index no more than memory can hold. */
const pageItems = 256;

type Text = string | Uint8Array;
/** A place in the order of a query: the sort key, then the item's own key, since sort keys of an index are not unique. */
type Place = readonly [Text, string, string];

// In SQLite's order every blob comes after every text.
const afterAllText = new Uint8Array();
const justAfter = (text: string): string => `${text}\0`;

/** The first text after all that begin with the prefix, in the order of UTF-8. */
function endOfPrefix(prefix: string): Text {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return afterAllText;
  // The surrogates, which are no characters, lie between the two.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
}

function nextOf(item: Item, index: IndexName | undefined): string {
  const sortKey = index === undefined ? item.sk : item[indexAttributes[index][1]];
  return Buffer.from(JSON.stringify([sortKey, item.pk, item.sk])).toString('base64url');
}

function placeOf(next: string): readonly [string, string, string] {
  try {
    const [sortKey, pk, sk] = JSON.parse(Buffer.from(next, 'base64url').toString());
    if ([sortKey, pk, sk].every((part) => typeof part === 'string')) return [sortKey, pk, sk];
  } catch {}
  throw new LimitExceeded('`after` is not the `next` of a page');
}

/** Where the query begins and ends: sort keys from `lower` up to but without `upper`, and only what is beyond `place`. */
function boundsOf({ beginsWith, upTo, after, descending }: Query): { lower: Text; upper: Text; place: Place | [] } {
  const lower = beginsWith ?? '';
  const upper =
    beginsWith !== undefined ? endOfPrefix(beginsWith) : upTo !== undefined ? justAfter(upTo) : afterAllText;
  if (after === undefined) return { lower, upper, place: [] };
  const place = placeOf(after);
  // The place alone would do; the bound keeps SQLite from reading the pages before it again.
  return descending ? { lower, upper: justAfter(place[0]), place } : { lower: place[0], upper, place };
}

function prepareQuery(sql: DatabaseSync, index: IndexName | undefined, after: boolean, descending: boolean) {
  const prefix = index === undefined ? '' : `${index}_`;
  const order = descending ? 'DESC' : 'ASC';
  const beyond = after ? `AND (${prefix}sk, pk, sk) ${descending ? '<' : '>'} (?, ?, ?)` : '';
  const statement = sql.prepare(`SELECT body FROM items
    WHERE ${prefix}pk = ? AND ${prefix}sk >= ? AND ${prefix}sk < ? ${beyond}
    ORDER BY ${prefix}sk ${order}, pk ${order}, sk ${order} LIMIT ${boundLimit}`);
  statement.setReturnArrays(true);
  return statement;
}

/** A query's statements, by how it goes on: from the beginning, or after a page; ascending or descending. */
function prepareQueries(sql: DatabaseSync, index: IndexName | undefined) {
  const prepare = (after: boolean) => [prepareQuery(sql, index, after, false), prepareQuery(sql, index, after, true)];
  return { first: prepare(false), after: prepare(true) };
}

/** Creates the table unless it is there. */
export function itemsTable(sql: DatabaseSync): ItemsTable {
  sql.exec(schema);
  const selectBody = sql.prepare('SELECT body FROM items WHERE pk = ? AND sk = ?');
  const selectAttribute = sql.prepare('SELECT body -> ? AS value FROM items WHERE pk = ? AND sk = ?');
  const selectOne = sql.prepare('SELECT 1 FROM items WHERE pk = ? AND sk = ?');
  const selectAll = sql.prepare('SELECT body FROM items');
  const upsert = sql.prepare(putText);
  const deleteOne = sql.prepare('DELETE FROM items WHERE pk = ? AND sk = ?');
  const queries = {
    items: prepareQueries(sql, undefined),
    status: prepareQueries(sql, 'status'),
    ready: prepareQueries(sql, 'ready'),
    due: prepareQueries(sql, 'due'),
  };

  return {
    body(key) {
      return selectBody.get(key.pk, key.sk)?.['body'] as string | undefined;
    },
    attribute(key, name) {
      return (selectAttribute.get(`$.${JSON.stringify(name)}`, key.pk, key.sk)?.['value'] ?? undefined) as
        | string
        | undefined;
    },
    has(key) {
      return selectOne.get(key.pk, key.sk) !== undefined;
    },
    put(item, body) {
      const { statusPk = null, statusSk = null, readyPk = null, readySk = null, duePk = null, dueSk = null } = item;
      upsert.run(item.pk, item.sk, body, statusPk, statusSk, readyPk, readySk, duePk, dueSk);
    },
    remove(key) {
      deleteOne.run(key.pk, key.sk);
    },
    query(query) {
      const { lower, upper, place } = boundsOf(query);
      const statements = queries[query.index ?? 'items'][query.after === undefined ? 'first' : 'after'];
      const statement = statements[query.descending ? 1 : 0] as StatementSync;
      const most = Math.min(query.limit ?? pageItems, pageItems);
      const rows = statement.all(query.pk, lower, upper, ...place, most) as unknown as [string][];
      const items: Item[] = [];
      const texts: string[] = [];
      let bytes = 0;
      for (const [body] of rows) {
        bytes += Buffer.byteLength(body);
        if (items.length > 0 && bytes > dynamodbLimits.pageBytes) break;
        items.push(JSON.parse(body));
        texts.push(body);
      }
      const last = items.at(-1);
      // Like DynamoDB, a full page does not look whether anything follows it.
      const isFull = items.length === most || items.length < rows.length;
      return last !== undefined && isFull ? { items, texts, next: nextOf(last, query.index) } : { items, texts };
    },
    *bodies() {
      for (const row of selectAll.iterate()) yield row['body'] as string;
    },
  };
}
