import { randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  type Dirent,
  fsync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { refuseObjectKey } from '../../shared/adapters/index.ts';
import type { ObjectSummary, Objects } from '../../shared/ports/index.ts';
import { syncFolder, syncFolderNow } from './sync-folder.ts';

// Keys have no segment that begins with a dot, so nothing of ours collides with it.
const writing = '.writing';
const hourMs = 3_600_000;
const pieceBytes = 256 * 1024;
/** Puts that share the syncs of their folders. */
const mostTogether = 64;

type Outcome = 'put' | 'exists' | 'exists-different';

interface Pending {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (problem: unknown) => void;
}

function codeOf(problem: unknown): unknown {
  return problem instanceof Error && 'code' in problem ? problem.code : undefined;
}

/** The promise's value; undefined when no file is at the path (a folder there is no object). */
async function unlessMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (problem) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(codeOf(problem)))) return undefined;
    throw problem;
  }
}

const sync = promisify(fsync);

/** Writes all of a new file and closes it. Calls that only ask the system's memory are made at once: each would else cost two turns of a thread. */
async function writeSynced(file: number, bytes: Uint8Array): Promise<void> {
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    await sync(file);
  } finally {
    closeSync(file);
  }
}

/** Removes what a killed process left half written; a put takes no hour. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (modified !== undefined && modified < Date.now() - hourMs) rmSync(path, { force: true });
  }
}

async function* pieces(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: pieceBytes });
}

/** The object store in a folder that only its owner may read: a key is the path of a file, so it can be looked at. */
export function folderObjects(folder: string): Objects {
  const temporary = join(folder, writing);
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  syncFolderNow(dirname(folder));
  removeLeftovers(temporary);
  const synced = new Set<string>([folder]);

  function pathOf(key: string): string {
    refuseObjectKey(key);
    return join(folder, key);
  }

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

  async function compare(path: string, bytes: Uint8Array): Promise<'exists' | 'exists-different' | undefined> {
    const stored = await unlessMissing(readFile(path));
    if (stored === undefined) return undefined;
    return stored.equals(bytes) ? 'exists' : 'exists-different';
  }

  /** Makes the file unless there is one. It outlives a power failure once its folder is synced. */
  async function create(path: string, bytes: Uint8Array): Promise<Outcome> {
    const draft = join(temporary, randomBytes(12).toString('hex'));
    const file = openSync(draft, 'wx', 0o600);
    try {
      await writeSynced(file, bytes);
      await makeFolder(dirname(path));
      // A link appears whole or not at all, and never in place of another.
      linkSync(draft, path);
      return 'put';
    } catch (problem) {
      const winner = codeOf(problem) === 'EEXIST' ? await compare(path, bytes) : undefined;
      if (winner === undefined) throw problem;
      return winner;
    } finally {
      unlinkSync(draft);
    }
  }

  async function putTogether(group: readonly Pending[]): Promise<void> {
    const outcomes = await Promise.allSettled(group.map(({ path, bytes }) => create(path, bytes)));
    // Of what was there already too: whoever put it may not have synced the folder yet, and our caller relies on it.
    const done = group.filter((_put, index) => outcomes[index]?.status === 'fulfilled');
    const folders = new Set(done.map(({ path }) => dirname(path)));
    const syncs = await Promise.allSettled(Array.from(folders, syncFolder));
    const failed = syncs.find((sync) => sync.status === 'rejected');
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = failed ?? outcomes[index];
      if (outcome?.status === 'fulfilled') resolve(outcome.value);
      else reject(outcome?.reason);
    }
  }

  const pending: Pending[] = [];
  let putting = false;
  async function putPending(): Promise<void> {
    if (putting) return;
    putting = true;
    while (pending.length > 0) await putTogether(pending.splice(0, mostTogether));
    putting = false;
  }

  /** In the order of the keys' UTF-8 bytes, one folder in memory at a time. */
  async function* listFolder(path: string, parent: string, prefix: string): AsyncGenerator<ObjectSummary> {
    const entries = (await unlessMissing(readdir(path, { withFileTypes: true }))) ?? [];
    const named = entries
      .filter((entry: Dirent) => !entry.name.startsWith('.'))
      .map((entry) => ({ key: parent + entry.name + (entry.isDirectory() ? '/' : ''), name: entry.name }))
      .filter(({ key }) => key.startsWith(prefix) || (key.endsWith('/') && prefix.startsWith(key)))
      .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
    for (const { key, name } of named) {
      if (key.endsWith('/')) yield* listFolder(join(path, name), key, prefix);
      else yield { key, bytes: (await stat(join(path, name))).size };
    }
  }

  return {
    async putIfAbsent(key, body) {
      const path = pathOf(key);
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      return new Promise((resolve, reject) => {
        pending.push({ path, bytes, resolve, reject });
        queueMicrotask(putPending);
      });
    },
    async get(key) {
      return await unlessMissing(readFile(pathOf(key)));
    },
    async stream(key) {
      const path = pathOf(key);
      const found = await unlessMissing(stat(path));
      return found?.isFile() ? pieces(path) : undefined;
    },
    list(prefix) {
      return listFolder(folder, '', prefix);
    },
  };
}
