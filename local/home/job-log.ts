import type { JobLog } from '../../shared/timekeeping/index.ts';
import type { Database } from '../sqlite/database.ts';

/** The jobs' log in the home's SQLite file. */
export function sqliteJobLog({ sql, write }: Database): JobLog {
  sql.exec('CREATE TABLE IF NOT EXISTS job (name TEXT PRIMARY KEY, ran_at INTEGER NOT NULL) STRICT');
  sql.exec('CREATE TABLE IF NOT EXISTS job_begun (name TEXT PRIMARY KEY) STRICT');
  const ranAt = sql.prepare('SELECT ran_at FROM job WHERE name = ?');
  const note = sql.prepare('INSERT INTO job VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at');
  const begin = sql.prepare('INSERT INTO job_begun VALUES (?) ON CONFLICT DO NOTHING');
  const end = sql.prepare('DELETE FROM job_begun WHERE name = ?');
  const begun = sql.prepare('SELECT name FROM job_begun');
  return {
    async ranAt(name) {
      const last = ranAt.get(name);
      return last === undefined ? undefined : Number(last['ran_at']);
    },
    begin: (name) => write(() => void begin.run(name)),
    end: (name, ranAtMs) =>
      write(() => {
        note.run(name, ranAtMs);
        end.run(name);
      }),
    begun: async () => begun.all().map(({ name }) => String(name)),
  };
}
