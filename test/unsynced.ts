import { type Database, openDatabase } from '../local/sqlite/database.ts';

/** A database for tests that cut no power: nothing waits for the disk. */
export function openUnsynced(path: string): Database {
  return openDatabase(path, (_file, done) => void setImmediate(done, null), false);
}
