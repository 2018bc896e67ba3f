import { styleText } from 'node:util';
import type { FileContents, FileIssue } from '../../shared/exchange/check-file.ts';
import type { FoundAt, IssueGroup, IssueGroups } from './check-groups.ts';

/** What is counted: one, several. */
const words: Readonly<Record<string, readonly [string, string]>> = {
  claims: ['claim', 'claims'],
  payments: ['payment', 'payments'],
  encounters: ['encounter', 'encounters'],
  patients: ['patient', 'patients'],
  transactionSets: ['transaction set', 'transaction sets'],
  interchanges: ['interchange', 'interchanges'],
  rejected: ['rejected', 'rejected'],
};

const snip = { syntax: 1, requirement: 2, balance: 3, situation: 4, 'code-set': 5 } as const satisfies Record<
  FileIssue['level'],
  number
>;

const contentsShown = 20;

/** What explains all else comes with it. */
const beside = ' Whatever else is listed is what would still be wrong then.';

/** So many groups are read by a person; the rest is for `--json`. */
const groupsShown = 40;

/** `requirement (SNIP 2)` */
export function levelText(level: FileIssue['level']): string {
  return `${level} (SNIP ${snip[level]})`;
}

export function snipType(level: FileIssue['level']): number {
  return snip[level];
}

/** `3 issues`, `no issues` */
export function issuesText(count: number): string {
  return count === 0 ? 'no issues' : plural(count, ['issue', 'issues']);
}

/** A heading that says what a file is and whether it is as it should be. */
export function fileText(file: string, contents: readonly FileContents[], issues: number): string {
  const verdict = styleText(issues === 0 ? 'green' : 'red', issuesText(issues), { stream: process.stdout });
  const more = contents.length - contentsShown;
  return [
    `${styleText('bold', file, { stream: process.stdout })}: ${verdict}`,
    ...contents.slice(0, contentsShown).map((each) => wrapped(contentsText(each), 2)),
    ...(more > 0 ? [`  and ${more.toLocaleString('en-US')} more senders and receivers; --json lists them`] : []),
    '',
  ].join('\n');
}

/** `837 professional claims (005010X222A1), LAKESIDE to NORTHERN: 3 claims, 245.50 billed, written 2026-03-02, a test` */
function contentsText({ what, version, from, to, counts, amount, written, test }: FileContents): string {
  const ends = from === undefined && to === undefined ? '' : `, ${from ?? 'nobody'} to ${to ?? 'nobody'}`;
  const days = written && (written.first === written.last ? written.first : `${written.first} to ${written.last}`);
  const more = [...(days ? [`written ${days}`] : []), ...(test ? ['a test'] : [])];
  return `${what}${version === undefined ? '' : ` (${version})`}${ends}: ${[countsText({ counts, amount }), ...more].join(', ')}`;
}

/** `3 claims, 1,245.50 billed` */
export function countsText({
  counts,
  amount,
}: {
  counts: FileContents['counts'];
  amount?: FileContents['amount'] | undefined;
}): string {
  const counted = Object.entries(counts).map(([name, count]) => plural(count, words[name] ?? [name, name]));
  return [...counted, ...(amount === undefined ? [] : [`${withSeparators(amount.value)} ${amount.of}`])].join(', ');
}

/** The issues, those that say the same together. `named`: places name their files. */
export function groupsText(found: IssueGroups, order: 'as they stand' | 'most first', named: boolean): string {
  const groups = found.groups.toSorted((a, b) =>
    order === 'most first' ? b.count - a.count : (a.issue.offset ?? 0) - (b.issue.offset ?? 0),
  );
  const shown = groups.slice(0, groupsShown);
  const rest = found.count - shown.reduce((sum, { count }) => sum + count, 0);
  return [
    ...shown.map((group) => `\n${groupText(group, named)}`),
    ...(rest > 0 ? [`\n  and ${plural(rest, ['issue', 'issues'])} of other kinds; --json lists all`] : []),
    '',
  ].join('\n');
}

function groupText({ issue, count, places }: IssueGroup, named: boolean): string {
  const colour = issue.level === 'syntax' || issue.level === 'requirement' ? 'red' : 'yellow';
  const about = [elementText(issue), `${levelText(issue.level)}, ${issue.code}`].filter(Boolean).join(': ');
  const times = count === 1 ? '' : ` (${count.toLocaleString('en-US')} times)`;
  const more = count - places.length;
  return [
    wrapped(styleText(colour, `${about}${times}`, { stream: process.stdout }), 2),
    wrapped(`${issue.message}${issue.code === 'delimiter-wrong' ? beside : ''}`, 4),
    ...places.map((place) => wrapped(placeText(place, named), 4)).filter((text) => text.trim() !== ''),
    ...(more > 0 ? [`    and ${more.toLocaleString('en-US')} more`] : []),
  ].join('\n');
}

/** `SVC03 in loop 2110` */
function elementText({ loop, segmentId, element, component, field }: FileIssue): string {
  const position = element === undefined ? '' : String(element).padStart(2, '0');
  const named =
    segmentId === undefined ? field : `${segmentId}${position}${component === undefined ? '' : `-${component}`}`;
  return [named, loop === undefined ? '' : `in loop ${loop}`].filter(Boolean).join(' ');
}

/** `at line 12, segment 9, byte 1,204: "1984022X"` */
function placeText({ file, issue, value }: FoundAt, named: boolean): string {
  const { line, record, interchange = 1, group = 1, transaction = 1, segment, offset } = issue;
  const number = (what: string, count: number | undefined) =>
    count === undefined ? [] : [`${what} ${count.toLocaleString('en-US')}`];
  const places = [
    ...number('line', line),
    ...number('record', record),
    ...number('interchange', interchange > 1 ? interchange : undefined),
    ...number('group', group > 1 ? group : undefined),
    ...number('transaction', transaction > 1 ? transaction : undefined),
    ...number('segment', segment),
    ...number('byte', offset),
  ];
  const where = [...(named ? [file] : []), ...places].join(', ');
  return `${where === '' ? '' : `at ${where}`}${value === undefined ? '' : `: ${JSON.stringify(value)}`}`;
}

export function plural(count: number, [one, several]: readonly [string, string]): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
}

/** 12,345.00 */
function withSeparators(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
}

/** Broken at the width of the terminal; not at all elsewhere, where programs read. */
export function wrapped(text: string, indent: number): string {
  const margin = ' '.repeat(indent);
  const width = (process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY) - indent;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => margin + each).join('\n');
}
