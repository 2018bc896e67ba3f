import type { Change, Json, SimulatorStore } from '../../simulator/index.ts';
import { boundLimit } from '../sqlite/bound-limit.ts';
import type { Database } from '../sqlite/database.ts';

export interface SqliteSimulatorStore extends SimulatorStore {
  close(): void;
}

/** The simulator's store in an SQLite file of its own: what is committed survives the machine. */
export function openSqliteSimulatorStore(database: Database): SqliteSimulatorStore {
  const { sql } = database;
  sql.exec(`
    CREATE TABLE IF NOT EXISTS record (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS file (name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  `);
  const get = sql.prepare('SELECT value FROM record WHERE key = ?');
  const list = sql.prepare(`SELECT key, value FROM record WHERE key >= ? AND key < ? ORDER BY key LIMIT ${boundLimit}`);
  const put = sql.prepare('INSERT INTO record VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const putIfAbsent = sql.prepare('INSERT INTO record VALUES (?, ?) ON CONFLICT DO NOTHING');
  const remove = sql.prepare('DELETE FROM record WHERE key = ?');
  const getFile = sql.prepare('SELECT bytes FROM file WHERE name = ?');
  const putFile = sql.prepare('INSERT INTO file VALUES (?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes');
  const removeFile = sql.prepare('DELETE FROM file WHERE name = ?');

  function apply(change: Change): void {
    if ('put' in change) put.run(change.put, JSON.stringify(change.value));
    else if ('putIfAbsent' in change) {
      const { changes } = putIfAbsent.run(change.putIfAbsent, JSON.stringify(change.value));
      if (changes === 0) throw new Taken();
    } else if ('delete' in change) remove.run(change.delete);
    else if ('putFile' in change) putFile.run(change.putFile, change.bytes);
    else removeFile.run(change.deleteFile);
  }

  return {
    async get(key) {
      const row = get.get(key);
      return row === undefined ? undefined : (JSON.parse(String(row['value'])) as Json);
    },
    async list(prefix, limit) {
      // Keys are ASCII, so nothing that begins with the prefix sorts after this.
      const rows = list.all(prefix, `${prefix}\u{10ffff}`, limit ?? -1);
      return rows.map((row) => ({ key: String(row['key']), value: JSON.parse(String(row['value'])) as Json }));
    },
    async getFile(name) {
      const bytes = getFile.get(name)?.['bytes'];
      return bytes instanceof Uint8Array ? bytes : undefined;
    },
    async transact(changes) {
      try {
        await database.write(() => {
          for (const change of changes) apply(change);
        });
        return 'done';
      } catch (problem) {
        if (problem instanceof Taken) return 'taken';
        throw problem;
      }
    },
    close() {
      database.close();
    },
  };
}

/** Undoes a transaction whose key is taken. */
class Taken extends Error {
  override readonly name = 'Taken';
}
