import { randomBytes } from 'node:crypto';
import { closeSync, fsync, linkSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import { type SentError, sentError } from '../../threads/errors.ts';
import { syncFolder } from '../sync-folder.ts';

export interface NewFile {
  readonly path: string;
  readonly body: Uint8Array | string;
}

export type Outcome = 'put' | 'exists' | 'exists-different';
export type Made = { readonly outcome: Outcome } | { readonly problem: SentError };

/** What the thread of files does for an object store. */
export interface FileMaker {
  /** Each file is there whole or not at all, and outlives a power failure; one that was there stays as it is. */
  makeFiles(files: readonly NewFile[]): Promise<readonly Made[]>;
}

interface Draft {
  readonly path: string;
  readonly number: number;
}

/** Four threads of the system sync for the whole program: one is left to the store's commits, which would else wait for all files. */
const someAtATime = pLimit(3);
const syncNow = promisify(fsync);
const sync = (file: number) => someAtATime(syncNow, file);

/** What the system says of a problem. */
export function codeOf(problem: unknown): unknown {
  return problem instanceof Error && 'code' in problem ? problem.code : undefined;
}

/** In a folder, with drafts in another one of the same disk. */
export function fileMaker(folder: string, drafts: string): FileMaker {
  const synced = new Set<string>([folder]);

  /** Makes the folder so that it outlives a power failure: each one that is new is synced into the one above. */
  async function makeFolder(path: string): Promise<void> {
    if (synced.has(path)) return;
    await makeFolder(dirname(path));
    await mkdir(path, { mode: 0o700 }).catch((problem: unknown) => {
      if (codeOf(problem) !== 'EEXIST') throw problem;
    });
    await syncFolder(dirname(path));
    synced.add(path);
  }

  /** Writes all of a file that has no name yet. */
  function write({ body }: NewFile): Draft {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const path = join(drafts, randomBytes(12).toString('hex'));
    const draft = { path, number: openSync(path, 'wx', 0o600) };
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(draft.number, bytes, written);
      return draft;
    } catch (problem) {
      discard(draft);
      throw problem;
    }
  }

  function discard({ path, number }: Draft): void {
    closeSync(number);
    unlinkSync(path);
  }

  /** Gives the draft its name, unless another file has it. It outlives a power failure once its folder is synced. */
  async function name(draft: Draft, { path, body }: NewFile): Promise<Outcome> {
    try {
      await sync(draft.number);
      await makeFolder(dirname(path));
      // A link appears whole or not at all, and never in place of another.
      linkSync(draft.path, path);
      return 'put';
    } catch (problem) {
      if (codeOf(problem) !== 'EEXIST') throw problem;
      return (await readFile(path)).equals(typeof body === 'string' ? Buffer.from(body) : body)
        ? 'exists'
        : 'exists-different';
    } finally {
      discard(draft);
    }
  }

  return {
    async makeFiles(files) {
      // All are written before any is synced: while it syncs, a disk lets nobody make a file.
      const written = files.map(async (file) => [file, write(file)] as const);
      const outcomes = await Promise.allSettled(
        written.map(async (each) => {
          const [file, draft] = await each;
          return await name(draft, file);
        }),
      );
      // Of what was there already too: whoever made it may not have synced the folder yet, and our caller relies on it.
      const done = files.filter((_file, index) => outcomes[index]?.status === 'fulfilled');
      const syncs = await Promise.allSettled(Array.from(new Set(done.map(({ path }) => dirname(path))), syncFolder));
      const failed = syncs.find((each) => each.status === 'rejected');
      return outcomes.map((outcome) => {
        const told = outcome.status === 'fulfilled' ? (failed ?? outcome) : outcome;
        return told.status === 'fulfilled' ? { outcome: told.value } : { problem: sentError(told.reason) };
      });
    },
  };
}
