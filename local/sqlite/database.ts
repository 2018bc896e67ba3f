import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** The home's SQLite file. Writes of one turn of the event loop share a commit, so that many claims share an fsync. */
export interface Database {
  /** For statements to prepare and for reads. A read sees what is durable; inside `write`, what the group has done so far. */
  readonly sql: DatabaseSync;
  /**
   * Runs the work in a transaction of the turn's group and resolves once that is durable. A throw undoes this work alone
   * and rejects. The work is synchronous: what it would do after an await would be outside the transaction.
   */
  write<Value>(work: () => Value): Promise<Value>;
  /** Commits what is pending, so that its promises still resolve, then closes. A write after this rejects. */
  close(): void;
}

interface Pending {
  readonly work: () => unknown;
  readonly resolve: (value: never) => void;
  readonly reject: (problem: unknown) => void;
}

const inMemory = ':memory:';
/**
 * Every commit is synced. What a savepoint would undo stays in memory. 64 MB of pages are kept, since a claim's are read
 * again soon, and the log grows as far before it is copied into the file, since a page is written many times.
 */
const settings = `
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -65536;
PRAGMA wal_autocheckpoint = 16384;`;
/** With waits of 1, 2, 3 … milliseconds: five seconds. */
const openAttempts = 100;

/** SQLite does not wait for its timeout here, so of processes that create a home at once all but one would fail. */
function useWriteAheadLog(sql: DatabaseSync): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      sql.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (problem) {
      if (attempt === openAttempts) throw problem;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt);
    }
  }
}

/** Opens or creates the file (`:memory:` for tests), in WAL mode with every commit synced to disk. */
export function openDatabase(path: string): Database {
  // The file holds PHI, and SQLite gives the files beside it the same mode.
  if (path !== inMemory) closeSync(openSync(path, 'a', 0o600));
  const sql = new DatabaseSync(path, { timeout: 5000 });
  useWriteAheadLog(sql);
  sql.exec(settings);
  // IMMEDIATE: a transaction that reads and then writes would else fail at once when another process has written.
  const begin = sql.prepare('BEGIN IMMEDIATE');
  const commit = sql.prepare('COMMIT');
  const savepoint = sql.prepare('SAVEPOINT one');
  const release = sql.prepare('RELEASE one');
  const undo = sql.prepare('ROLLBACK TO one');
  let pending: Pending[] = [];
  let committing = false;
  let closed = false;

  function runOne({ work, resolve, reject }: Pending): () => void {
    savepoint.run();
    try {
      const value = work();
      if (value instanceof Promise) {
        value.catch(() => {});
        throw new TypeError('work inside a transaction must be synchronous');
      }
      release.run();
      return () => resolve(value as never);
    } catch (problem) {
      // On a full disk and the like SQLite has undone the whole transaction itself, and there is no savepoint any more.
      if (!sql.isTransaction) throw problem;
      undo.run();
      release.run();
      return () => reject(problem);
    }
  }

  function commitGroup(): void {
    const group = pending;
    pending = [];
    if (group.length === 0) return;
    let settle: (() => void)[];
    committing = true;
    try {
      begin.run();
      settle = group.map(runOne);
      commit.run();
    } catch (problem) {
      if (sql.isTransaction) sql.exec('ROLLBACK');
      settle = group.map(
        ({ reject }) =>
          () =>
            reject(problem),
      );
    }
    committing = false;
    for (const each of settle) each();
  }

  return {
    sql,
    write(work) {
      return new Promise((resolve, reject) => {
        if (closed) throw new Error('the database is closed');
        if (pending.length === 0) setImmediate(commitGroup);
        pending.push({ work, resolve, reject });
      });
    },
    close() {
      if (closed) return;
      if (committing) throw new Error('a database cannot be closed from within a write');
      closed = true;
      commitGroup();
      sql.close();
    },
  };
}
