import type { Clock } from '../../shared/ports/index.ts';
import type { VirtualClock } from '../../shared/timekeeping/index.ts';
import type { Database } from '../sqlite/database.ts';

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * The home's virtual clock: its present is in the SQLite file, where nobody but this process moves it, since that has
 * locked the home. It starts at `start` if the file has none.
 */
export function virtualClock(database: Database, start: Date): VirtualClock {
  const { sql } = database;
  sql.exec(
    'CREATE TABLE IF NOT EXISTS virtual_clock (one INTEGER PRIMARY KEY CHECK (one = 1), present_ms INTEGER NOT NULL) STRICT',
  );
  sql.prepare('INSERT INTO virtual_clock VALUES (1, ?) ON CONFLICT (one) DO NOTHING').run(start.getTime());
  const advance = sql.prepare('UPDATE virtual_clock SET present_ms = max(present_ms, ?) RETURNING present_ms');
  let presentMs = Number(sql.prepare('SELECT present_ms FROM virtual_clock').get()?.['present_ms']);

  return {
    now: () => new Date(presentMs),
    async advanceTo(date) {
      presentMs = await database.write(() => Number(advance.get(date.getTime())?.['present_ms']));
    },
  };
}
