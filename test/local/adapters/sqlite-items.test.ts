import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sqliteItems } from '../../../local/adapters/index.ts';
import { openDatabase } from '../../../local/sqlite/database.ts';
import { describeItems } from '../../conformance/items.ts';
import { makeFolder, testFolder } from './temporary-folder.ts';

async function inFile(indexLag?: number) {
  const { path, remove } = makeFolder();
  const database = openDatabase(join(path, 'home.sqlite'));
  const items = sqliteItems(database, indexLag === undefined ? {} : { indexLag });
  const close = () => {
    database.close();
    remove();
  };
  return { items, settle: () => items.settle(), close };
}

describeItems('SQLite', () => inFile());
describeItems('SQLite, indexes lag by 7 writes', () => inFile(7));

const dated = (sk: string, dueSk: string) => ({ pk: 'p', sk, schemaVersion: 1, duePk: 'd', dueSk });

test('an index lags by so many writes, until it settles', async () => {
  const database = openDatabase(':memory:');
  const items = sqliteItems(database, { indexLag: 2 });
  const shown = async () =>
    (await items.query({ pk: 'd', index: 'due' })).items.map(({ sk, dueSk }) => `${sk}${dueSk}`);
  await items.transact([{ put: dated('1', 'a') }]);
  await items.transact([{ put: dated('2', 'b') }]);
  expect(await shown()).toEqual([]);
  // Within one transaction too: an index takes each item by itself, and shows the old item meanwhile.
  await items.transact([{ put: dated('3', 'c') }, { put: dated('1', 'z') }]);
  expect(await shown()).toEqual(['1a', '2b']);
  expect(await items.get({ pk: 'p', sk: '1' })).toMatchObject({ dueSk: 'z' });
  await items.transact([{ delete: { pk: 'p', sk: '2' } }]);
  expect(await shown()).toEqual(['1a', '2b', '3c']);
  // What was refused or only checked is no write.
  await items.transact([{ put: dated('9', 'a'), if: 'present' }]);
  expect(await shown()).toEqual(['1a', '2b', '3c']);
  items.settle();
  expect(await shown()).toEqual(['3c', '1z']);
  // What was there at the start does not lag.
  const reopened = sqliteItems(database, { indexLag: 2 });
  expect((await reopened.query({ pk: 'd', index: 'due' })).items).toHaveLength(2);
  database.close();
});

test('a query reads its own page only', () => {
  const database = openDatabase(join(testFolder(), 'home.sqlite'));
  sqliteItems(database);
  for (const [prefix, order] of ['', 'status_', 'ready_', 'due_'].flatMap((name) => [
    [name, 'ASC'],
    [name, 'DESC'],
  ])) {
    const plan = database.sql
      .prepare(
        `EXPLAIN QUERY PLAN SELECT body FROM items WHERE ${prefix}pk = ?1 AND ${prefix}sk >= ?2 AND ${prefix}sk < ?3
           AND (${prefix}sk, pk, sk) ${order === 'ASC' ? '>' : '<'} (?4, ?5, ?6)
         ORDER BY ${prefix}sk ${order}, pk ${order}, sk ${order}`,
      )
      .all()
      .map((row) => String(row['detail']));
    expect(plan).toEqual([expect.stringMatching(new RegExp(`USING INDEX .* \\(${prefix}pk=\\? AND .*>.*<`))]);
  }
  database.close();
});
