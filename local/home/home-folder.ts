import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SafeError } from '../../shared/safe-error.ts';
import { systemReason } from './system-reason.ts';

/** Where state lives when nobody says. */
export const defaultFolder = '.claimwright';

/** Says that there is nothing to act on. */
export function noHomeIn(folder: string): string {
  return `${folder} holds no claims yet: run npm start with files of yours, or say with --data where they are`;
}

/** Whether a home lives in the folder. */
export function isHome(folder: string): boolean {
  return existsSync(join(folder, 'claimwright.db'));
}

/**
 * Throws a SafeError when the database of a home is gone from beside its files. It is made first of all, so no home was
 * cut off before it was there; begun anew, the home would bill again what it has billed.
 */
export function refuseIfDatabaseIsGone(folder: string): void {
  const made = ['simulator.db', 'objects'].filter((name) => existsSync(join(folder, name)));
  if (isHome(folder) || made.length === 0) return;
  throw new SafeError(
    `${join(folder, 'claimwright.db')} is gone, and ${made.join(' and ')} of the same home are there: restore the folder from a backup, or choose another with --data`,
  );
}

/** What a home makes before its database, with what SQLite keeps beside it. */
const beforeDatabase = /^lock\.db(-journal|-wal|-shm)?$/;
/** What a system puts into folders that are empty for their owner. */
const ofSystem: ReadonlySet<string> = new Set(['.DS_Store', 'lost+found']);

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It is not there, or no folder that can be read: making the home says so.
    return [];
  }
}

/**
 * Throws a SafeError, and makes nothing, when a home would be made among somebody's own files. A folder that has
 * Claimwright's name is its own, whatever was put there.
 */
export function refuseIfSomebodysOwn(folder: string): void {
  refuseIfDatabaseIsGone(folder);
  if (isHome(folder) || basename(resolve(folder)) === defaultFolder) return;
  if (namesIn(folder).every((name) => beforeDatabase.test(name) || ofSystem.has(name))) return;
  throw new SafeError(
    `${folder} has files in it that are not Claimwright's, and its own would lie among them: name an empty or a new folder with --data, such as ${join(folder, 'claimwright')}`,
  );
}

/** Throws a SafeError, and makes nothing, when the folder holds no home. */
export function refuseUnlessHome(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isFile()) throw new SafeError(notAFolder(folder));
  refuseIfDatabaseIsGone(folder);
  if (!isHome(folder)) throw new SafeError(noHomeIn(folder));
}

/** Makes the folder, its owner's alone, unless it is there; throws a SafeError that says why it can't. */
export function makeHomeFolder(folder: string): void {
  try {
    makeFolders(folder);
  } catch (problem) {
    const code = problem instanceof Error && 'code' in problem ? problem.code : undefined;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw new SafeError(notAFolder(folder), problem);
    // Node says so of a disk that can only be read.
    const reason = code === 'ENOENT' ? 'its disk is gone or can only be read' : systemReason(problem);
    throw new SafeError(`the folder ${folder} can't be made: ${reason ?? 'no reason given'}`, problem);
  }
}

/** One after the other: where the system makes none, as under /proc, Node's own way from the top would try for ever. */
function makeFolders(folder: string): void {
  const isThere = (): boolean => statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isThere()) return;
  if (dirname(folder) !== folder) makeFolders(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (problem) {
    // Another process may have been quicker.
    if (!isThere()) throw problem;
  }
}

function notAFolder(folder: string): string {
  return `--data takes a folder, and ${folder} is a file or lies below one: name another`;
}
