import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openSqliteSimulatorStore } from '../../local/simulator/sqlite-simulator-store.ts';
import { openDatabase } from '../../local/sqlite/database.ts';
import { memoryStore, type SimulatorStore } from '../../simulator/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulator-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const stores: [name: string, open: () => SimulatorStore][] = [
  ['in memory', memoryStore],
  ['on SQLite', () => openSqliteSimulatorStore(openDatabase(join(folder, `${files++}.sqlite`)))],
];

describe.each(stores)('a store %s', (_, open) => {
  test('keeps records and lists them by prefix in order', async () => {
    const store = open();
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
    const store = open();
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
    const store = open();
    const outcomes = await Promise.all([1, 2, 3].map((value) => store.transact([{ putIfAbsent: 'key', value }])));
    expect(outcomes.toSorted()).toEqual(['done', 'taken', 'taken']);
    expect(await store.get('key')).toBe(outcomes.indexOf('done') + 1);
  });

  test('keeps files to the byte', async () => {
    const store = open();
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await store.transact([{ putFile: 'file', bytes }]);
    expect(await store.getFile('file')).toEqual(bytes);
    await store.transact([{ deleteFile: 'file' }, { deleteFile: 'no file' }]);
    expect(await store.getFile('file')).toBeUndefined();
  });
});
