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

/** The files that a home was last opened with, by absolute path; the sample's where none is said. */
export interface HomeFiles {
  readonly configuration?: string;
  readonly simulation?: string;
}

/** The home's settings, made of these when it has none; undefined when it has none and none are given. */
export function homeSettings({ sql }: Database, made?: HomeSettings): HomeSettings | undefined {
  makeTable(sql);
  if (made !== undefined) {
    sql.prepare("INSERT INTO setting VALUES ('home', ?) ON CONFLICT (name) DO NOTHING").run(JSON.stringify(made));
  }
  return kept<HomeSettings>(sql, 'home');
}

/** None of a home that never said: those of an earlier revision do not know theirs. */
export function rememberedFiles({ sql }: Database): HomeFiles {
  makeTable(sql);
  return kept<HomeFiles>(sql, 'files') ?? {};
}

export function rememberFiles({ sql }: Database, files: HomeFiles): void {
  sql
    .prepare("INSERT INTO setting VALUES ('files', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    .run(JSON.stringify(files));
}

function makeTable(sql: Database['sql']): void {
  sql.exec('CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
}

function kept<Value>(sql: Database['sql'], name: string): Value | undefined {
  const found = sql.prepare('SELECT value FROM setting WHERE name = ?').get(name);
  return found === undefined ? undefined : (JSON.parse(String(found['value'])) as Value);
}
