import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SafeError } from '../../shared/safe-error.ts';

/**
 * Takes the folder for this process: two that work on the same state would each do the other's work. The lock is
 * SQLite's own, which the system gives back however the process ends. Answers what gives it back.
 */
export function lockFolder(folder: string): () => void {
  const sql = new DatabaseSync(join(folder, 'lock.db'));
  try {
    sql.exec('BEGIN EXCLUSIVE');
  } catch (problem) {
    sql.close();
    throw new SafeError(
      `another claimwright is working in ${folder}: stop it first, or give this one its own folder with --data`,
      problem,
    );
  }
  return () => sql.close();
}
