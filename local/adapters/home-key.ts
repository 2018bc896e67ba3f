import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seededKey } from '../../shared/adapters/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { refuseUnlessOwnerOnly } from './owner-only.ts';
import { syncFolderNow } from './sync-folder.ts';

const fileName = 'home.key';

function readKey(path: string): Buffer | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  refuseUnlessOwnerOnly(path, found.mode);
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new SafeError(`${path} is damaged: restore it from a backup`);
  return Buffer.from(text, 'hex');
}

/** Keeps the key unless another process has been quicker; whole or not at all. */
function keepKey(folder: string, path: string, key: Uint8Array): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, `${Buffer.from(key).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, path);
  } catch (problem) {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) throw problem;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolderNow(folder);
}

/**
 * The key that the home's ids come from, kept in its data folder. Without one it is made: from the seed, so that a home
 * can be made again with the same ids, else at random.
 */
export function homeKey(folder: string, seed?: number): Uint8Array {
  const path = join(folder, fileName);
  if (readKey(path) === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    syncFolderNow(dirname(folder));
    keepKey(folder, path, seed === undefined ? randomBytes(32) : seededKey(seed));
  }
  const key = readKey(path);
  if (key === undefined) throw new SafeError(`${path} could not be read`);
  if (seed !== undefined && !key.equals(seededKey(seed))) {
    throw new SafeError(`${path} was not made from seed ${seed}: use the home's own seed, or another data folder`);
  }
  return key;
}
