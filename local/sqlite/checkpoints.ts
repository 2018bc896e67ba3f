import { DatabaseSync } from 'node:sqlite';
import type { Database } from './database.ts';

const everyMs = 500;
/** Pages of 4 KB in a log that is begun anew. */
const longLog = 2000;

/** The connection copies its log into the file no more, which takes a tenth of a second or two: another thread does. */
export function leaveCheckpoints(database: Database): Database {
  database.sql.exec('PRAGMA wal_autocheckpoint = 0');
  return database;
}

/**
 * Copies the logs of these files into them again and again, on this thread: whoever writes goes on meanwhile, but for the
 * moment in which a long log is begun anew.
 */
export function keepLogsShort(paths: readonly string[]): { stop(): void } {
  const connections = paths.map((path) => {
    const sql = new DatabaseSync(path, { timeout: 1000 });
    return { sql, copy: sql.prepare('PRAGMA wal_checkpoint(PASSIVE)') };
  });
  const timer = setInterval(() => {
    for (const { sql, copy } of connections) {
      const { log } = copy.get() as { readonly log: number };
      // Most of it is copied: what is left is little.
      if (log > longLog) sql.exec('PRAGMA wal_checkpoint(RESTART)');
    }
  }, everyMs);
  return {
    stop() {
      clearInterval(timer);
      for (const { sql } of connections) sql.close();
    },
  };
}
