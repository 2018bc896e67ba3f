import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { styleText } from 'node:util';
import {
  type CheckOptions,
  checkFile,
  type FileIssue,
  loopTree,
  type TreeElement,
  type TreeLine,
} from '../../shared/exchange/check-file.ts';
import { SafeError } from '../../shared/safe-error.ts';
import type { Input } from './check-inputs.ts';
import { fileText, levelText } from './check-text.ts';

/** Nobody reads the tree of more. */
const treeLimit = 50_000_000;

/** Prints the loops, segments and elements of a file by name, each issue below its segment. Says how many issues there are. */
export async function printTree(
  { path }: Input,
  about: Pick<CheckOptions, 'codes' | 'judgeBy'> & { readonly showValues: boolean },
  out: (text: string) => void,
): Promise<{ readonly kind: string; readonly issues: number }> {
  const bytes = path === '-' ? Buffer.from(await textOf(process.stdin)) : await readFile(path);
  if (bytes.length > treeLimit)
    throw new SafeError(`${path} has more than 50 MB: --tree is for files that a person reads`);
  const issues: FileIssue[] = [];
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const { kind, contents } = await checkFile(whole(), {
    ...about,
    found: (issue) => void issues.push(issue),
  });
  out(`${fileText(path, contents, issues.length)}\n`);
  const lines = kind === 'x12' ? await loopTree(whole()) : [];
  for (const entry of inOrder(lines, issues)) {
    out(`${'line' in entry ? lineText(entry.line, about.showValues) : issueText(entry.issue, entry.depth)}\n`);
  }
  return { kind, issues: issues.length };
}

type Entry = { readonly line: TreeLine } | { readonly issue: FileIssue; readonly depth: number };

/** The lines, and after each the issues at its place: those of a loop after its opening segment. */
function inOrder(lines: readonly TreeLine[], issues: readonly FileIssue[]): Entry[] {
  const waiting = issues.toSorted((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
  const entries: Entry[] = [];
  let depth = 0;
  const say = (before: number) => {
    while (waiting[0] && (waiting[0].offset ?? 0) < before)
      entries.push({ issue: waiting.shift() as FileIssue, depth });
  };
  for (const line of lines) {
    say(line.offset);
    entries.push({ line });
    depth = line.depth + 1;
  }
  say(Number.POSITIVE_INFINITY);
  return entries;
}

function lineText(line: TreeLine, showValues: boolean): string {
  const margin = '  '.repeat(line.depth);
  const bold = (text: string) => styleText('bold', text, { stream: process.stdout });
  if (line.is === 'envelope') return `${margin}${bold(line.id)} ${line.says}`;
  if (line.is === 'loop') return `${margin}${bold(`Loop ${line.id}`)} ${line.name}`;
  const width = Math.max(0, ...line.elements.map(({ reference }) => reference.length));
  const elements = line.elements.map((element) =>
    elementText(element, width, `${margin}  `, showValues || isNumbering(line)),
  );
  return [`${margin}${bold(line.id)} ${line.name}`, ...elements].join('\n');
}

/** Its numbers say how the file is built and nothing else. */
function isNumbering({ id }: { readonly id: string }): boolean {
  return id === 'HL' || id === 'LX';
}

function elementText(
  { reference, name, text, about }: TreeElement,
  width: number,
  margin: string,
  showValues: boolean,
): string {
  const value = showValues ? text : masked(text, about);
  return `${margin}${reference.padEnd(width)}  ${name === '' ? 'not used' : name}: ${value}`;
}

/** Codes that the guide itself lists identify nobody, save a person's sex; of all else the kind and length are told. */
function masked(text: string, about: TreeElement['about']): string {
  const { kind = 'text', codes } = about?.type ?? {};
  if (codes?.includes(text) && about?.name !== 'gender') return text;
  const characters = `${text.length} ${text.length === 1 ? 'character' : 'characters'}`;
  return `(${kind === 'period' ? 'date or period' : kind}, ${characters})`;
}

function issueText({ message, level, code }: FileIssue, depth: number): string {
  return styleText('red', `${'  '.repeat(depth)}! ${message} (${levelText(level)}, ${code})`, {
    stream: process.stdout,
  });
}
