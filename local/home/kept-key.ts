import { SafeError } from '../../shared/safe-error.ts';
import { fingerprintOf, hasHomeKey, homeKey } from '../adapters/index.ts';
import type { Database } from '../sqlite/database.ts';
import { noHomeIn } from './home-folder.ts';

const setting = 'key fingerprint';

function hasItems({ sql }: Database): boolean {
  return sql.prepare('SELECT 1 FROM items LIMIT 1').get() !== undefined;
}

/**
 * The key of a home that is there. Throws a SafeError, and makes none, when the home was cut off before it had one:
 * nothing has come to it yet, and which key it gets is for the run to say that goes on with it.
 */
export function foundKey(database: Database, folder: string, seed?: number): Uint8Array {
  if (!hasItems(database) && !hasHomeKey(folder)) throw new SafeError(noHomeIn(folder));
  return keptKey(database, folder, seed);
}

/**
 * The home's key, and only the one that its data was made under: its fingerprint is kept with the data. A home that was
 * cut off before anything came takes the key that it finds or makes. The items' table and the settings are there.
 */
export function keptKey(database: Database, folder: string, seed?: number, seedIfMade = seed): Uint8Array {
  const { sql } = database;
  const kept = sql.prepare('SELECT value FROM setting WHERE name = ?').get(setting)?.['value'];
  const fingerprint = kept === undefined ? undefined : String(kept);
  const key = homeKey(folder, seed, hasItems(database) ? { fingerprint } : undefined, seedIfMade);
  if (fingerprint !== fingerprintOf(key)) {
    sql
      .prepare('INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(setting, fingerprintOf(key));
  }
  return key;
}
