import { SafeError } from '../../shared/safe-error.ts';

/** Throws a SafeError when others than its owner may use a file that holds a secret. */
export function refuseUnlessOwnerOnly(path: string, mode: number): void {
  // Windows has no such modes.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new SafeError(`${path} can be used by others than its owner: run chmod 600 on it`);
  }
}
