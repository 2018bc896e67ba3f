import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seededKey } from '../../shared/adapters/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { keepKey, readKey } from './key-file.ts';
import { syncFolderNow } from './sync-folder.ts';

const fileName = 'home.key';

/** Whether the folder keeps a key of its home's. */
export function hasHomeKey(folder: string): boolean {
  return readKey(join(folder, fileName)) !== undefined;
}

/** By which a key is known again; says nothing of the key. */
export function fingerprintOf(key: Uint8Array): string {
  return createHash('sha256').update('claimwright home key fingerprint').update(key).digest('hex').slice(0, 32);
}

/** What the home knows of the key that its data was made under. */
export interface MadeUnder {
  /** The key's fingerprint; undefined for data from before fingerprints were kept. */
  readonly fingerprint: string | undefined;
}

/**
 * The key that the home's ids come from, kept in its data folder. Without one it is made: from the seed, so that a home
 * can be made again with the same ids, else at random; a key that is there need not be of `seedIfMade`. Throws a
 * SafeError when there is data and its key is gone or is another one: under another key everything that comes again
 * would look new, and be billed again.
 */
export function homeKey(folder: string, seed?: number, data?: MadeUnder, seedIfMade = seed): Uint8Array {
  const path = join(folder, fileName);
  if (readKey(path) === undefined) {
    if (data !== undefined) {
      throw new SafeError(
        `${path} is gone, under which the claims in ${folder} are known: restore it from a backup of the folder; under a new key the same files would be billed again`,
      );
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    syncFolderNow(dirname(folder));
    keepKey(path, seedIfMade === undefined ? randomBytes(32) : seededKey(seedIfMade));
  }
  const key = readKey(path);
  if (key === undefined) throw new SafeError(`${path} could not be read`);
  if (data?.fingerprint !== undefined && data.fingerprint !== fingerprintOf(key)) {
    throw new SafeError(
      `${path} is not the key under which the claims in ${folder} are known: restore that one from a backup of the folder`,
    );
  }
  if (seed !== undefined && !key.equals(seededKey(seed))) {
    throw new SafeError(`${path} was not made from seed ${seed}: use the home's own seed, or another data folder`);
  }
  return key;
}
