import { styleText } from 'node:util';
import type { FileCheck, FileContents, FileIssue } from '../../shared/exchange/check-file.ts';

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

/** What a person reads of a checked file: a heading that says what it is, then a paragraph for each issue. */
export function checkText({ file, contents, issues }: FileCheck & { readonly file: string }): string {
  const verdict = issues.length === 0 ? 'no issues' : plural(issues.length, ['issue', 'issues']);
  return [
    `${styleText('bold', file, { stream: process.stdout })}: ${verdict}`,
    ...contents.map((each) => `  ${contentsText(each)}`),
    ...issues.flatMap((issue) => [`  ${placeText(issue)}`, `      ${issue.message}`]),
    '',
    '',
  ].join('\n');
}

function contentsText({ what, version, from, to, counts, amount }: FileContents): string {
  const ends = from === undefined && to === undefined ? '' : `, ${from ?? 'nobody'} to ${to ?? 'nobody'}`;
  const counted = Object.entries(counts).map(([name, count]) => plural(count, words[name] ?? [name, name]));
  const money = amount === undefined ? [] : [`${withSeparators(amount.value)} ${amount.of}`];
  return `${what}${version === undefined ? '' : ` (${version})`}${ends}: ${[...counted, ...money].join(', ')}`;
}

/** `line 12, segment 9, loop 2110, SVC03 (balance, rule-broken)` */
function placeText({
  line,
  record,
  segment,
  loop,
  segmentId,
  element,
  component,
  level,
  code,
  ...more
}: FileIssue): string {
  const [position, inner] = [element, component].map((part) => part !== undefined && String(part).padStart(2, '0'));
  const place = [
    line !== undefined && `line ${line}`,
    record !== undefined && `record ${record}`,
    segment !== undefined && `segment ${segment}`,
    loop !== undefined && `loop ${loop}`,
    segmentId !== undefined && `${segmentId}${position || ''}${inner ? `-${inner}` : ''}`,
    more.field,
  ].filter((part) => typeof part === 'string');
  return `${place.join(', ')} (${level}, ${code})`.trimStart();
}

function plural(count: number, [one, several]: readonly [string, string]): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
}

/** 12,345.00 */
function withSeparators(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
}
