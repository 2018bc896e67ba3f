import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SafeError } from '../../shared/safe-error.ts';
import type { Database } from '../sqlite/database.ts';
import { journalSchema } from '../workflow/index.ts';

/**
 * Opens the engine's file of the home. Homes of before have its tables in their own file: they are moved. Throws a
 * SafeError when the file is gone: without it claims would wait for ever.
 */
export function openWorkflows(folder: string, home: Database, open: (path: string) => Database): Database {
  const path = join(folder, 'workflows.db');
  const tables = tablesOf(home);
  // The simulator's file is made after this one.
  if (tables.length === 0 && !existsSync(path) && existsSync(join(folder, 'simulator.db'))) {
    throw new SafeError(`${path} is gone: restore the folder from a backup, or choose another with --data`);
  }
  const workflows = open(path);
  if (tables.length > 0) move(tables, home, workflows, path);
  return workflows;
}

function tablesOf({ sql }: Database): readonly string[] {
  const named = sql.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'workflow_*'").all();
  return named.map(({ name }) => String(name));
}

/** Cut off between the two it is done again: the engine has not worked on the copy yet. */
function move(tables: readonly string[], { sql }: Database, workflows: Database, path: string): void {
  const inOne = (statements: readonly string[]): void =>
    void sql.exec(['BEGIN IMMEDIATE', ...statements, 'COMMIT'].join(';'));
  workflows.sql.exec(journalSchema);
  sql.prepare('ATTACH ? AS moved').run(path);
  inOne(
    tables.flatMap((name) => [`DELETE FROM moved.${name}`, `INSERT INTO moved.${name} SELECT * FROM main.${name}`]),
  );
  inOne(tables.map((name) => `DROP TABLE main.${name}`));
  sql.exec('DETACH moved');
}
