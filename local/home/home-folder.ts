import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SafeError } from '../../shared/safe-error.ts';
import { systemReason } from './system-reason.ts';

/** Says that there is nothing to act on. */
export function noHomeIn(folder: string): string {
  return `${folder} holds no claims yet: run npm start with files of yours, or say with --data where they are`;
}

/** Whether a home lives in the folder. */
export function isHome(folder: string): boolean {
  return existsSync(join(folder, 'claimwright.db'));
}

/** Throws a SafeError, and makes nothing, when the folder holds no home. */
export function refuseUnlessHome(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isFile()) throw new SafeError(notAFolder(folder));
  if (!isHome(folder)) throw new SafeError(noHomeIn(folder));
}

/** Makes the folder, its owner's alone, unless it is there; throws a SafeError that says why it can't. */
export function makeHomeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (problem) {
    const code = problem instanceof Error && 'code' in problem ? problem.code : undefined;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw new SafeError(notAFolder(folder), problem);
    // Node says so of a disk that can only be read.
    const reason = code === 'ENOENT' ? 'its disk is gone or can only be read' : systemReason(problem);
    throw new SafeError(`the folder ${folder} can't be made: ${reason ?? 'no reason given'}`, problem);
  }
}

function notAFolder(folder: string): string {
  return `--data takes a folder, and ${folder} is a file or lies below one: name another`;
}
