import type { Database } from '../sqlite/database.ts';

/** What a home is made with and keeps: a later command that says nothing of it finds it as it was. */
export interface HomeSettings {
  readonly time: 'virtual' | 'real';
  readonly simulatorSeed: number;
  /** The day on which virtual time began (ISO date); homes of an earlier revision do not know theirs. */
  readonly began?: string;
  /** Made to try the sample: invented data, which is not mixed with anybody's own. */
  readonly isSample: boolean;
}

/** The home's settings, made of these when it has none; undefined when it has none and none are given. */
export function homeSettings({ sql }: Database, made?: HomeSettings): HomeSettings | undefined {
  sql.exec('CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
  if (made !== undefined) {
    sql.prepare("INSERT INTO setting VALUES ('home', ?) ON CONFLICT (name) DO NOTHING").run(JSON.stringify(made));
  }
  const kept = sql.prepare("SELECT value FROM setting WHERE name = 'home'").get();
  return kept === undefined ? undefined : (JSON.parse(String(kept['value'])) as HomeSettings);
}
