import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { storedSimulator } from '../../functions/simulate-clearinghouse/stored-simulator.ts';
import { folderObjects, sqliteItems } from '../../local/adapters/index.ts';
import { openSqliteSimulatorStore } from '../../local/simulator/sqlite-simulator-store.ts';
import { openDatabase } from '../../local/sqlite/database.ts';
import { memoryStore, type SimulatorStore } from '../../simulator/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulator-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

function onTable(name: string | number): Promise<SimulatorStore> {
  const items = sqliteItems(openDatabase(join(folder, `${name}.sqlite`)));
  return storedSimulator({ items, objects: folderObjects(join(folder, `objects-${name}`)) });
}

const stores: [name: string, open: () => SimulatorStore | Promise<SimulatorStore>][] = [
  ['in memory', memoryStore],
  ['on SQLite', () => openSqliteSimulatorStore(openDatabase(join(folder, `${files++}.sqlite`)))],
  ['on the table', () => onTable(files++)],
];

describe.each(stores)('a store %s', (_, open) => {
  test('keeps records and lists them by prefix in order', async () => {
    const store = await open();
    await store.transact(
      ['b/2', 'a/1', 'b/1', 'b', 'b0', 'b/10'].map((key) => ({ put: key, value: { key, list: [1, null] } })),
    );
    expect(await store.get('b/2')).toEqual({ key: 'b/2', list: [1, null] });
    expect(await store.get('c')).toBeUndefined();
    expect((await store.list('b/')).map(({ key }) => key)).toEqual(['b/1', 'b/10', 'b/2']);
    expect((await store.list('b/', 2)).map(({ key }) => key)).toEqual(['b/1', 'b/10']);
    expect(await store.list('b/2')).toEqual([{ key: 'b/2', value: { key: 'b/2', list: [1, null] } }]);
    await store.transact([{ delete: 'b/1' }, { put: 'b/3', value: 3 }, { put: 'b/2', value: 2 }]);
    expect(await store.list('b/')).toEqual([
      { key: 'b/10', value: { key: 'b/10', list: [1, null] } },
      { key: 'b/2', value: 2 },
      { key: 'b/3', value: 3 },
    ]);
  });

  test('stores all of a transaction or, when a key is taken, nothing', async () => {
    const store = await open();
    expect(await store.transact([{ putIfAbsent: 'one', value: 1 }])).toBe('done');
    const refused = await store.transact([
      { put: 'two', value: 2 },
      { putFile: 'file', bytes: Uint8Array.of(1) },
      { putIfAbsent: 'one', value: 3 },
      { put: 'four', value: 4 },
    ]);
    expect(refused).toBe('taken');
    expect(await store.list('')).toEqual([{ key: 'one', value: 1 }]);
    expect(await store.getFile('file')).toBeUndefined();
  });

  test('lets one of several at a time have a key', async () => {
    const store = await open();
    const outcomes = await Promise.all([1, 2, 3].map((value) => store.transact([{ putIfAbsent: 'key', value }])));
    expect(outcomes.toSorted()).toEqual(['done', 'taken', 'taken']);
    expect(await store.get('key')).toBe(outcomes.indexOf('done') + 1);
  });

  test('keeps files to the byte', async () => {
    const store = await open();
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await store.transact([{ putFile: 'file', bytes }]);
    expect(Uint8Array.from((await store.getFile('file')) ?? [])).toEqual(bytes);
    await store.transact([{ deleteFile: 'file' }, { deleteFile: 'no file' }]);
    expect(await store.getFile('file')).toBeUndefined();
  });

  test('takes a transaction of any size whole or not at all', async () => {
    const store = await open();
    const many = (from: number) =>
      Array.from({ length: 250 }, (_, number) => ({ putIfAbsent: `many/${from + number}`, value: number }));
    expect(await store.transact([...many(0), { putFile: 'file', bytes: Uint8Array.of(7) }])).toBe('done');
    expect(await store.transact(many(200))).toBe('taken');
    expect(await store.list('many/')).toHaveLength(250);
    expect([...((await store.getFile('file')) ?? [])]).toEqual([7]);
    expect(await store.transact([{ put: 'after', value: 1 }])).toBe('done');
  });
});

describe('a store on the table that two functions have open', () => {
  test('refuses the one that was slower, and the next one sees what the faster one did', async () => {
    const [faster, slower] = [await onTable('shared'), await onTable('shared')];
    expect(await faster.transact([{ put: 'key', value: 'faster' }])).toBe('done');
    await expect(slower.transact([{ put: 'key', value: 'slower' }])).rejects.toThrow('changed meanwhile');
    expect(await (await onTable('shared')).get('key')).toBe('faster');
  });

  test('has a large transaction applied by whoever comes next, where its function died', async () => {
    const items = sqliteItems(openDatabase(join(folder, 'died.sqlite')));
    const objects = folderObjects(join(folder, 'objects-died'));
    let transactions = 0;
    const dying: typeof items = {
      ...items,
      transact: (writes) => {
        transactions += 1;
        // The first says that there is one, the second applies its first part.
        return transactions > 2 ? Promise.reject(new Error('died')) : items.transact(writes);
      },
    };
    const changes = Array.from({ length: 250 }, (_, number) => ({ put: `many/${number}`, value: number }));
    const store = await storedSimulator({ items: dying, objects });
    await expect(store.transact(changes)).rejects.toThrow('died');
    expect(await (await storedSimulator({ items, objects })).list('many/')).toHaveLength(250);
  });
});
