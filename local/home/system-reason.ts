/** Why the machine would not do something, and what to do about it: by the codes of Node's system errors. */
const systemReasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room, then run the same command again; what was taken is kept',
  EDQUOT: 'your share of the disk is used up: make room, then run the same command again; what was taken is kept',
  EACCES: 'you have no permission to write there: correct the permissions, or choose another folder with --data',
  EPERM: 'you have no permission to write there: correct the permissions, or choose another folder with --data',
  EROFS: 'its disk can only be read: choose another folder with --data',
  ENOENT: 'a file or folder of that name is not there: check the names given',
  ENAMETOOLONG: 'its name is too long: choose another folder with --data',
  EMFILE: 'too many files are open: raise the limit (ulimit -n), then run the same command again',
  THREAD_ENDED:
    'a part of the program ended, as when memory is short: run the same command again; what was taken is kept',
  EIO: 'the disk failed: check it, then restore the folder from a backup where it is damaged',
};

/** By SQLite's primary result codes. */
const sqliteReasons: Readonly<Record<number, string>> = {
  5: 'another process has the database open: stop it, then run the same command again',
  8: 'the database can only be read: correct the permissions of the data folder and what is in it',
  10: 'the disk failed or is full: make room or check it, then run the same command again',
  11: 'the database is damaged: restore the data folder from a backup',
  13: 'the disk is full: make room, then run the same command again; what was taken is kept',
  14: "the database can't be opened: correct the permissions of the data folder and what is in it",
  26: 'the database is damaged or not one of ours: restore the data folder from a backup, or choose another with --data',
};

/** Why the machine would not; undefined when the problem is none of the machine's. Names no file: names may say much. */
export function systemReason(problem: unknown): string | undefined {
  if (!(problem instanceof Error)) return undefined;
  if ('errcode' in problem && typeof problem.errcode === 'number') return sqliteReasons[problem.errcode & 0xff];
  return 'code' in problem ? systemReasons[String(problem.code)] : undefined;
}

const outages: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'THREAD_ENDED']);
const sqliteOutages: ReadonlySet<number> = new Set([5, 8, 10, 11, 13, 26]);

/** Whether nothing can be stored now: whatever failed because of it was not at fault, and is to be done again. */
export function isOutage(problem: unknown): boolean {
  if (!(problem instanceof Error)) return false;
  if ('errcode' in problem && typeof problem.errcode === 'number') return sqliteOutages.has(problem.errcode & 0xff);
  return 'code' in problem && outages.has(problem.code);
}
