import type { Dirent } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to be checked, or a path that can't be. */
export interface Input {
  readonly path: string;
  readonly bytes: number;
  /** Why nothing of it can be read. */
  readonly problem?: string;
  /** Whether it was named and is not there: a mistake of whoever calls. */
  readonly missing?: true;
}

/** The files that words name: those in folders too, at any depth, save hidden ones. `-` is standard input. */
export async function inputsOf(words: readonly string[]): Promise<readonly Input[]> {
  const inputs: Input[] = [];
  for (const word of words) inputs.push(...(await inputsAt(word, true)));
  return inputs;
}

async function inputsAt(path: string, named: boolean): Promise<Input[]> {
  if (path === '-') return [{ path, bytes: 0 }];
  try {
    const about = await stat(path);
    if (about.isDirectory()) return named || !(await isLink(path)) ? await inputsIn(path) : [];
    // What was found by chance may be a pipe, which never ends.
    return named || about.isFile() ? [{ path, bytes: about.size }] : [];
  } catch (problem) {
    const missing = named && codeOf(problem) === 'ENOENT';
    return [{ path, bytes: 0, problem: whyNot(problem), ...(missing && { missing }) }];
  }
}

async function inputsIn(folder: string): Promise<Input[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const inputs: Input[] = [];
  for (const entry of entries.filter(isWanted).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    inputs.push(...(await inputsAt(join(folder, entry.name), false)));
  }
  return inputs;
}

/** A link to a folder may lead back to where it is. */
async function isLink(path: string): Promise<boolean> {
  return (await lstat(path)).isSymbolicLink();
}

function isWanted(entry: Dirent): boolean {
  return !entry.name.startsWith('.') && (entry.isFile() || entry.isDirectory() || entry.isSymbolicLink());
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is none of this name',
  EACCES: 'you have no permission to read it',
  EPERM: 'you have no permission to read it',
  ELOOP: 'its links lead in a circle',
};

export function whyNot(problem: unknown): string {
  const code = codeOf(problem);
  return reasons[code] ?? (code || 'no reason was given');
}

function codeOf(problem: unknown): string {
  return problem instanceof Error && 'code' in problem ? String(problem.code) : '';
}
