import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { placeOfServiceCodes } from '../../shared/edits/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import type { CodeLists } from '../../shared/x12/index.ts';
import { whyNot } from './check-inputs.ts';

/** The lists that everybody has. */
const ours: ReadonlyMap<string, ReadonlySet<string>> = new Map([['place-of-service', placeOfServiceCodes]]);

/**
 * The code lists that elements are checked by: ours, and the user's own in a folder, one file a list. `icd-10-cm.csv` is
 * the list icd-10-cm; of each line the first column is the code.
 */
export function codeListsOf(folder: string | undefined): CodeLists {
  const lists = new Map(ours);
  if (folder !== undefined)
    for (const file of filesIn(folder)) lists.set(parse(file).name.toLowerCase(), codesIn(join(folder, file)));
  return (list, code) => lists.get(list)?.has(normal(code));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /\.(csv|tsv|txt)$/i.test(name));
  } catch (problem) {
    throw new SafeError(`the code lists in ${folder} can't be read: ${whyNot(problem)}`, problem);
  }
}

function codesIn(path: string): ReadonlySet<string> {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/);
  const codes = lines.map((line) => normal(/^\s*"?([^",;\t]*)/.exec(line)?.[1] ?? ''));
  return new Set(codes.filter((code) => code !== ''));
}

/** Lists are printed with points (J02.9) that files do not have. */
function normal(code: string): string {
  return code.replaceAll('.', '').trim().toUpperCase();
}
