import { closeSync, fsync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './is-busy.ts';

/** The home's SQLite file. Writes that wait for the disk at the same time share a commit, so that many claims share a sync. */
export interface Database {
  /** For statements to prepare and for reads. A read sees what is committed; inside `write`, what the group has done so far. */
  readonly sql: DatabaseSync;
  /**
   * Runs the work in a transaction of the next group and resolves once that is durable. A throw undoes this work alone
   * and rejects. The work is synchronous: what it would do after an await would be outside the transaction. `undone` is
   * called at once when what the work did is undone, by a throw or with its group.
   */
  write<Value>(work: () => Value, undone?: () => void): Promise<Value>;
  /** Commits what is pending, so that its promises still resolve, then closes. A write after this rejects. */
  close(): void;
}

interface Pending {
  readonly work: () => unknown;
  readonly undone: (() => void) | undefined;
  readonly resolve: (value: never) => void;
  readonly reject: (problem: unknown) => void;
}

/** A write that has run: what to say once it is durable. */
interface Done {
  settle(): void;
  reject(problem: unknown): void;
}

/** Brings the written part of an open file to the disk, on another thread. */
type Sync = (file: number, done: (problem: Error | null) => void) => void;

const inMemory = ':memory:';
/**
 * What is written without `write`, while a home is made, SQLite syncs itself. What a savepoint would undo stays in memory.
 * 16 MB of pages are kept, since a claim's are read again soon, and the log grows to 64 MB before it is copied into the
 * file, since a page is written many times.
 */
const settings = `
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -16384;
PRAGMA wal_autocheckpoint = 16384;`;
/** From here on SQLite syncs the log only before it is copied into the file: each commit's sync is ours. */
const syncedByUs = 'PRAGMA synchronous = NORMAL';
/** With waits of 1, 2, 3 … milliseconds: five seconds. */
const openAttempts = 100;
/** How long others may keep us from writing. */
const busyMs = 5000;
const nextTryMs = 1;

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

/**
 * Opens or creates the file (`:memory:` for tests), in WAL mode. The program goes on while a commit is synced to disk.
 * `synced`: false where no power is cut, as in tests.
 */
export function openDatabase(path: string, sync: Sync = fsync, synced = true): Database {
  // The file holds PHI, and SQLite gives the files beside it the same mode.
  if (path !== inMemory) closeSync(openSync(path, 'a', 0o600));
  const sql = new DatabaseSync(path, { timeout: busyMs });
  sql.exec(`PRAGMA synchronous = ${synced ? 'FULL' : 'OFF'}`);
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
  let syncing: readonly Done[] | undefined;
  let log: number | undefined;
  let closed: Error | undefined;
  let busySince: number | undefined;

  /**
   * Begins a transaction; false while another thread or process is writing. SQLite would wait for it, and with it
   * everything on this thread.
   */
  function begins(): boolean {
    if (log === undefined && synced) sql.exec(syncedByUs);
    // Not prepared: SQLite takes this setting when it compiles it.
    sql.exec('PRAGMA busy_timeout = 0');
    try {
      begin.run();
      busySince = undefined;
      return true;
    } catch (problem) {
      if (!isBusy(problem)) throw problem;
      busySince ??= performance.now();
      if (performance.now() - busySince < busyMs) return false;
      busySince = undefined;
      throw problem;
    } finally {
      sql.exec(`PRAGMA busy_timeout = ${busyMs}`);
    }
  }

  function runOne({ work, undone, resolve, reject }: Pending): Done {
    savepoint.run();
    try {
      const value = work();
      if (value instanceof Promise) {
        value.catch(() => {});
        throw new TypeError('work inside a transaction must be synchronous');
      }
      release.run();
      return { settle: () => resolve(value as never), reject };
    } catch (problem) {
      // On a full disk and the like SQLite has undone the whole transaction itself, and there is no savepoint any more.
      if (!sql.isTransaction) throw problem;
      undo.run();
      release.run();
      undone?.();
      return { settle: () => reject(problem), reject };
    }
  }

  /** Runs what is pending in one transaction; 'failed' when that did, and each was told. */
  function commitPending(mayBegin: () => boolean): readonly Done[] | 'busy' | 'failed' {
    const group = pending;
    committing = true;
    try {
      if (!mayBegin()) return 'busy';
      pending = [];
      const done = group.map(runOne);
      commit.run();
      return done;
    } catch (problem) {
      if (sql.isTransaction) sql.exec('ROLLBACK');
      if (pending === group) pending = [];
      for (const { undone, reject } of group) {
        undone?.();
        reject(problem);
      }
      return 'failed';
    } finally {
      committing = false;
    }
  }

  /** SQLite makes the log with the first commit, and keeps it while the file is open. */
  function logFile(): number {
    log ??= openSync(`${path}-wal`, 'r');
    return log;
  }

  function commitGroup(): void {
    if (pending.length === 0 || syncing !== undefined) return;
    const done = commitPending(begins);
    if (done === 'busy') setTimeout(commitGroup, nextTryMs);
    if (done === 'busy' || done === 'failed') return;
    if (path === inMemory) {
      for (const each of done) each.settle();
      return;
    }
    syncing = done;
    sync(logFile(), (problem) => {
      if (syncing === undefined) return;
      syncing = undefined;
      if (problem === null) for (const each of done) each.settle();
      else fail(problem, done);
      if (pending.length > 0) setImmediate(commitGroup);
    });
  }

  /** After a failed sync nobody knows what the disk holds: all that comes later would stand on it. */
  function fail(problem: Error, done: readonly Done[]): void {
    closed ??= problem;
    for (const each of [...done, ...pending]) each.reject(problem);
    pending = [];
  }

  /** What is on its way and what is pending, without leaving this turn. */
  function finish(): void {
    const done = [...(syncing ?? [])];
    syncing = undefined;
    if (pending.length > 0) {
      const last = commitPending(() => begin.run() !== undefined);
      if (typeof last !== 'string') done.push(...last);
    }
    if (done.length === 0) return;
    if (path !== inMemory) fsyncSync(logFile());
    for (const each of done) each.settle();
  }

  return {
    sql,
    write(work, undone) {
      return new Promise((resolve, reject) => {
        if (closed !== undefined) throw closed;
        if (pending.length === 0 && syncing === undefined) setImmediate(commitGroup);
        pending.push({ work, undone, resolve, reject });
      });
    },
    close() {
      if (!sql.isOpen) return;
      if (committing) throw new Error('a database cannot be closed from within a write');
      closed ??= new Error('the database is closed');
      const isSyncing = syncing !== undefined;
      finish();
      sql.close();
      if (log === undefined) return;
      // A sync that is still on its way has the number, which must not become another file's.
      if (isSyncing) fsync(log, () => closeSync(log as number));
      else closeSync(log);
    },
  };
}
