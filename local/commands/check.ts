import { readFile } from 'node:fs/promises';
import { checkFile, type FileCheck } from '../../shared/exchange/check-file.ts';
import { identifyFile } from '../../shared/exchange/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { systemClock } from '../adapters/index.ts';
import { checkText } from './check-text.ts';
import { configurationFor } from './configuration-files.ts';
import { dayAfter } from './days.ts';
import type { Options } from './options.ts';
import { newestServiceDate } from './upload.ts';

interface CheckedFile extends FileCheck {
  readonly file: string;
}

/** `check FILE…`: says what each file is and what is wrong with it. Exit status 1 when anything is. */
export async function check(options: Options, out: (text: string) => void): Promise<number> {
  const { positionals, json } = options;
  if (positionals.length === 0) throw new SafeError('say which files to check: claimwright check FILE…');
  const checked: CheckedFile[] = [];
  for (const file of positionals) {
    const one = { file, ...(await checkAt(file, options)) };
    checked.push(one);
    if (!json) out(checkText(one));
  }
  if (json) out(`${JSON.stringify(checked, undefined, 2)}\n`);
  return checked.some(({ issues }) => issues.length > 0) ? 1 : 0;
}

async function checkAt(path: string, options: Options): Promise<FileCheck> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (problem) {
    const message = `The file can't be read: ${whyNot(problem)}.`;
    return { contents: [], issues: [{ level: 'syntax', code: 'unreadable', message }] };
  }
  const configuration = await configurationFor(options);
  const today = systemClock.now().toISOString().slice(0, 10);
  if (!identifyFile(bytes).kind.startsWith('encounters')) return checkFile(bytes, { configuration, today });
  // The day on which a new home would begin with the file.
  const newest = await newestServiceDate(configuration, [{ path, bytes }], today);
  return checkFile(bytes, { configuration, today: options.asOf ?? (newest === undefined ? today : dayAfter(newest)) });
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
