import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SafeError } from '../../shared/safe-error.ts';
import { refuseUnlessOwnerOnly } from './owner-only.ts';
import { syncFolderNow } from './sync-folder.ts';

/** The key of 32 bytes that a file keeps; undefined when there is none. Throws a SafeError when others may read it. */
export function readKey(path: string): Buffer | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  refuseUnlessOwnerOnly(path, found.mode);
  const text = readFileSync(path, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new SafeError(`${path} is damaged: restore it from a backup`);
  return Buffer.from(text, 'hex');
}

/** Keeps the key unless another process has been quicker; whole or not at all. */
export function keepKey(path: string, key: Uint8Array): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, `${Buffer.from(key).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, path);
  } catch (problem) {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) throw problem;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolderNow(dirname(path));
}
