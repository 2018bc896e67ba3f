import { readFile } from 'node:fs/promises';
import { checkFile, type FileCheck } from '../../shared/exchange/check-file.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { checkText } from './check-text.ts';
import type { Options } from './options.ts';

interface CheckedFile extends FileCheck {
  readonly file: string;
}

/** `check FILE…`: says what each file is and what is wrong with it. Exit status 1 when anything is. */
export async function check({ positionals, json }: Options, out: (text: string) => void): Promise<number> {
  if (positionals.length === 0) throw new SafeError('say which files to check: claimwright check FILE…');
  const checked: CheckedFile[] = [];
  for (const file of positionals) {
    const one = { file, ...(await checkAt(file)) };
    checked.push(one);
    if (!json) out(checkText(one));
  }
  if (json) out(`${JSON.stringify(checked, undefined, 2)}\n`);
  return checked.some(({ issues }) => issues.length > 0) ? 1 : 0;
}

async function checkAt(path: string): Promise<FileCheck> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (problem) {
    const message = `The file can't be read: ${whyNot(problem)}.`;
    return { contents: [], issues: [{ level: 'syntax', code: 'unreadable', message }] };
  }
  return checkFile(bytes);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is none of this name',
  EISDIR: 'it is a folder; name the files in it',
  EACCES: 'you have no permission to read it',
};

function whyNot(problem: unknown): string {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : '';
  return reasons[code] ?? (code || 'no reason was given');
}
