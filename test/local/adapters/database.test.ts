import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '../../../local/sqlite/database.ts';
import { testFolder } from './temporary-folder.ts';

function opened(path = join(testFolder(), 'home.sqlite'), sync?: Parameters<typeof openDatabase>[1]): Database {
  const database = openDatabase(path, sync);
  onTestFinished(() => database.close());
  database.sql.exec('CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY) STRICT');
  return database;
}
const numbers = ({ sql }: Database) =>
  sql
    .prepare('SELECT n FROM t ORDER BY n')
    .all()
    .map(({ n }) => n);
const add = ({ sql }: Database, n: number) => void sql.prepare('INSERT INTO t VALUES (?)').run(n);
const settled = async (writes: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(writes)).map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)));

/** Syncs that the test ends, one by one. */
function heldSyncs() {
  const held: { readonly file: number; readonly end: (problem: Error | null) => void }[] = [];
  return { held, sync: (file: number, end: (problem: Error | null) => void) => void held.push({ file, end }) };
}
const turns = async (count = 5) => {
  for (let turn = 0; turn < count; turn += 1) await setImmediate();
};

test('is in WAL mode, in files of the owner alone, and syncs itself what is written without `write`', async () => {
  const path = join(testFolder(), 'home.sqlite');
  const database = opened(path);
  expect(database.sql.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
  expect(database.sql.prepare('PRAGMA synchronous').get()).toMatchObject({ synchronous: 2 });
  await database.write(() => add(database, 1));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('the writes of one turn are one transaction, in their order, and resolve with their values', async () => {
  const database = opened();
  const seen: unknown[] = [];
  const writes = [3, 1, 2].map((n) =>
    database.write(() => {
      seen.push(numbers(database));
      add(database, n);
      return n * 10;
    }),
  );
  expect(numbers(database)).toEqual([]);
  expect(await Promise.all(writes)).toEqual([30, 10, 20]);
  expect(seen).toEqual([[], [3], [1, 3]]);
  expect(numbers(database)).toEqual([1, 2, 3]);
});

describe('a sync', () => {
  test('is of the log, after the commit, and nothing is resolved before it ends', async () => {
    const path = join(testFolder(), 'home.sqlite');
    const { held, sync } = heldSyncs();
    const database = opened(path, sync);
    let resolved = false;
    const write = database.write(() => add(database, 1)).then(() => (resolved = true));
    await turns();
    expect(numbers(database)).toEqual([1]);
    expect(held.map(({ file }) => fstatSync(file).ino)).toEqual([statSync(`${path}-wal`).ino]);
    expect(resolved).toBe(false);
    held[0]?.end(null);
    await write;
  });

  test('is shared by the writes that came while the one before was on its way', async () => {
    const { held, sync } = heldSyncs();
    const database = opened(undefined, sync);
    const first = database.write(() => add(database, 1));
    await turns();
    const others = [2, 3].map((n) => database.write(() => add(database, n)));
    await turns();
    expect([held.length, numbers(database)]).toEqual([1, [1]]);
    held[0]?.end(null);
    await first;
    await turns();
    expect([held.length, numbers(database)]).toEqual([2, [1, 2, 3]]);
    held[1]?.end(null);
    await Promise.all(others);
  });

  test('that fails is told to all that wait, and to all that come: nobody knows what the disk holds', async () => {
    const { held, sync } = heldSyncs();
    const database = opened(undefined, sync);
    const writes = [database.write(() => add(database, 1))];
    await turns();
    writes.push(database.write(() => add(database, 2)));
    held[0]?.end(new Error('disk on fire'));
    expect(await settled([...writes, database.write(() => add(database, 3))])).toEqual(
      Array(3).fill('Error: disk on fire'),
    );
    await turns();
    expect([held.length, numbers(database)]).toEqual([1, [1]]);
  });

  test('that is on its way when the database is closed is made up for', async () => {
    const path = join(testFolder(), 'home.sqlite');
    const { held, sync } = heldSyncs();
    const database = opened(path, sync);
    const writes = [database.write(() => add(database, 1))];
    await turns();
    writes.push(database.write(() => add(database, 2)));
    database.close();
    expect(await settled(writes)).toEqual([undefined, undefined]);
    held[0]?.end(null);
    await turns();
    expect(numbers(opened(path))).toEqual([1, 2]);
  });
});

test('nothing is resolved before another process can read it', async () => {
  const path = join(testFolder(), 'home.sqlite');
  const [database, other] = [opened(path), opened(path)];
  await Promise.all(
    [1, 2, 3].map((n) => database.write(() => add(database, n)).then(() => expect(numbers(other)).toContain(n))),
  );
});

describe('a throw', () => {
  test('undoes its own work and no other', async () => {
    const database = opened();
    const writes = [
      database.write(() => add(database, 1)),
      database.write(() => {
        add(database, 2);
        throw new RangeError('no');
      }),
      database.write(() => add(database, 3)),
      database.write(() => add(database, 3)),
      database.write(() => add(database, 4)),
    ];
    expect(await settled(writes)).toEqual([
      undefined,
      'RangeError: no',
      undefined,
      'Error: UNIQUE constraint failed: t.n',
      undefined,
    ]);
    expect(numbers(database)).toEqual([1, 3, 4]);
  });

  test('of undefined rejects too', async () => {
    const database = opened();
    await expect(
      database.write(() => {
        throw undefined;
      }),
    ).rejects.toBeUndefined();
  });

  test('in SQLite that undoes the whole transaction rejects the whole group, and the next one goes on', async () => {
    const database = opened();
    const pageCount = Number(database.sql.prepare('PRAGMA page_count').get()?.['page_count']);
    database.sql.exec(`CREATE TABLE large (text TEXT) STRICT; PRAGMA max_page_count = ${pageCount + 4}`);
    const large = database.sql.prepare('INSERT INTO large VALUES (?)');
    const writes = [
      database.write(() => add(database, 1)),
      database.write(() => void large.run('x'.repeat(100_000))),
      database.write(() => add(database, 2)),
    ];
    const outcomes = await settled(writes);
    expect(outcomes[1]).toBe('Error: database or disk is full');
    // Whether SQLite undoes the statement or the transaction, the answers are what the table holds.
    const stored = [1, 2].filter((n) => outcomes[n === 1 ? 0 : 2] === undefined);
    expect(numbers(database)).toEqual(stored);
    await database.write(() => add(database, 5));
    expect(numbers(database)).toContain(5);
  });

  test('after SQLite has undone the transaction under it', async () => {
    const database = opened();
    const writes = [
      database.write(() => add(database, 1)),
      database.write(() => {
        database.sql.exec('ROLLBACK');
        throw new Error('disk on fire');
      }),
      database.write(() => add(database, 2)),
    ];
    expect(await settled(writes)).toEqual(Array(3).fill('Error: disk on fire'));
    expect(numbers(database)).toEqual([]);
    await database.write(() => add(database, 3));
    expect(numbers(database)).toEqual([3]);
  });

  test('at the commit rejects the whole group', async () => {
    const database = opened();
    database.sql.exec(`PRAGMA foreign_keys = ON;
      CREATE TABLE child (n INTEGER REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED) STRICT`);
    const orphan = database.sql.prepare('INSERT INTO child VALUES (9)');
    const writes = [database.write(() => add(database, 1)), database.write(() => void orphan.run())];
    expect(await settled(writes)).toEqual(Array(2).fill('Error: FOREIGN KEY constraint failed'));
    expect(numbers(database)).toEqual([]);
    await database.write(() => add(database, 2));
    expect(numbers(database)).toEqual([2]);
  });
});

test('work that would go on after an await is refused and undone', async () => {
  const database = opened();
  const late = database.write(async () => {
    add(database, 1);
    await Promise.resolve();
    throw new Error('nobody hears this');
  });
  await expect(late).rejects.toThrow('synchronous');
  expect(numbers(database)).toEqual([]);
});

test('a write from within a write is of the next group', async () => {
  const database = opened();
  const inner: Promise<unknown>[] = [];
  await database.write(() => {
    inner.push(database.write(() => add(database, 1)));
    expect(numbers(database)).toEqual([]);
  });
  await Promise.all(inner);
  expect(numbers(database)).toEqual([1]);
});

describe('close', () => {
  test('commits and resolves what is pending', async () => {
    const path = join(testFolder(), 'home.sqlite');
    const database = opened(path);
    const writes = [1, 2].map((n) => database.write(() => add(database, n)));
    database.close();
    database.close();
    expect(await settled(writes)).toEqual([undefined, undefined]);
    expect(numbers(opened(path))).toEqual([1, 2]);
  });

  test('rejects what comes after it, from within its last commit too', async () => {
    const database = opened();
    const inner: Promise<unknown>[] = [];
    const last = database.write(() => void inner.push(database.write(() => add(database, 1))));
    database.close();
    await last;
    await expect(Promise.all(inner)).rejects.toThrow('closed');
    await expect(database.write(() => add(database, 1))).rejects.toThrow('closed');
  });

  test('from within a write is refused', async () => {
    const database = opened();
    await expect(database.write(() => database.close())).rejects.toThrow('within a write');
    await database.write(() => add(database, 1));
    expect(numbers(database)).toEqual([1]);
  });
});

test('while another writes this thread goes on, and its writes come after, in one transaction', async () => {
  const path = join(testFolder(), 'home.sqlite');
  const [database, other] = [opened(path), opened(path)];
  other.sql.exec('BEGIN IMMEDIATE');
  add(other, 1);
  let resolved = 0;
  const writes = [2, 3].map((n) => database.write(() => add(database, n)).then(() => (resolved += 1)));
  const began = performance.now();
  await turns(50);
  expect(performance.now() - began).toBeLessThan(1000);
  expect([resolved, numbers(database)]).toEqual([0, []]);
  other.sql.exec('COMMIT');
  await Promise.all(writes);
  expect(numbers(database)).toEqual([1, 2, 3]);
});

test('two processes that read and then write wait for each other', async () => {
  const path = join(testFolder(), 'home.sqlite');
  const database = opened(path);
  const script = fileURLToPath(new URL('./counting-writer.ts', import.meta.url));
  const run = async () => {
    const [code] = await once(spawn(process.execPath, [script, path, '300'], { stdio: 'inherit' }), 'exit');
    return code;
  };
  expect(await Promise.all([run(), run()])).toEqual([0, 0]);
  expect(numbers(database)).toEqual(Array.from({ length: 600 }, (_, place) => place + 1));
});
