import { fingerprintOf, homeKey } from '../adapters/index.ts';
import type { Database } from '../sqlite/database.ts';

const setting = 'key fingerprint';

/**
 * The home's key, and only the one that its data was made under: its fingerprint is kept with the data. A home that was
 * cut off before anything came takes the key that it finds or makes. The items' table and the settings are there.
 */
export function keptKey({ sql }: Database, folder: string, seed?: number, seedIfMade = seed): Uint8Array {
  const isEmpty = sql.prepare('SELECT 1 FROM items LIMIT 1').get() === undefined;
  const kept = sql.prepare('SELECT value FROM setting WHERE name = ?').get(setting)?.['value'];
  const fingerprint = kept === undefined ? undefined : String(kept);
  const key = homeKey(folder, seed, isEmpty ? undefined : { fingerprint }, seedIfMade);
  if (fingerprint !== fingerprintOf(key)) {
    sql
      .prepare('INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(setting, fingerprintOf(key));
  }
  return key;
}
