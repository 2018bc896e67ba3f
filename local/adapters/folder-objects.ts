import { createReadStream, type Dirent, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuseObjectKey } from '../../shared/adapters/index.ts';
import type { ObjectSummary, Objects } from '../../shared/ports/index.ts';
import { filesInThread } from './object-files/files-in-thread.ts';
import { codeOf } from './object-files/make-files.ts';
import { syncFolderNow } from './sync-folder.ts';

// Keys have no segment that begins with a dot, so nothing of ours collides with it.
const writing = '.writing';
const hourMs = 3_600_000;
const pieceBytes = 256 * 1024;

/** The promise's value; undefined when no file is at the path (a folder there is no object). */
async function unlessMissing<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (problem) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(codeOf(problem)))) return undefined;
    throw problem;
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
  let make: ReturnType<typeof filesInThread> | undefined;

  function pathOf(key: string): string {
    refuseObjectKey(key);
    return join(folder, key);
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
      make ??= filesInThread(folder, temporary);
      return await make(path, body);
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
