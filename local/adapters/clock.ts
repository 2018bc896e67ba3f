import type { Clock } from '../../shared/ports/index.ts';
import type { VirtualClock } from '../../shared/timekeeping/index.ts';
import type { Database } from '../sqlite/database.ts';

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/** The home's virtual clock: its present is in the SQLite file. It starts at `start` if the file has none. */
export function virtualClock(database: Database, start: Date): VirtualClock {
  const { sql } = database;
  sql.exec(
    'CREATE TABLE IF NOT EXISTS virtual_clock (one INTEGER PRIMARY KEY CHECK (one = 1), present_ms INTEGER NOT NULL) STRICT',
  );
  sql.prepare('INSERT INTO virtual_clock VALUES (1, ?) ON CONFLICT (one) DO NOTHING').run(start.getTime());
  const read = sql.prepare('SELECT present_ms FROM virtual_clock');
  const advance = sql.prepare('UPDATE virtual_clock SET present_ms = max(present_ms, ?)');

  return {
    // Read each time, since another process may have moved it (`claimwright advance 30d`).
    now: () => new Date(Number(read.get()?.['present_ms'])),
    async advanceTo(date) {
      await database.write(() => void advance.run(date.getTime()));
    },
  };
}
