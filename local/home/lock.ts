import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SafeError } from '../../shared/safe-error.ts';
import { isBusy } from '../sqlite/is-busy.ts';

/**
 * Takes the folder for this process: two that work on the same state would each do the other's work. The lock is
 * SQLite's own, which the system gives back however the process ends. Answers what gives it back.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock.db');
  if (existsSync(path)) chmodSync(path, 0o600);
  else closeSync(openSync(path, 'a', 0o600));
  const sql = new DatabaseSync(path);
  try {
    sql.exec('BEGIN EXCLUSIVE');
  } catch (problem) {
    sql.close();
    if (!isBusy(problem)) throw problem;
    throw new SafeError(
      `another claimwright is working in ${folder}: stop it first, or give this one its own folder with --data`,
      problem,
    );
  }
  return () => sql.close();
}
