import type { FileCheck, FileContents, FileIssue } from '../../shared/exchange/check-file.ts';
import { asCents, formatMoney, parseMoney } from '../../shared/money.ts';
import { IssueGroups } from './check-groups.ts';
import type { Input } from './check-inputs.ts';
import { CheckJson } from './check-json.ts';
import { countsText, fileText, groupsText, issuesText, plural, wrapped } from './check-text.ts';

/** What became of a file. */
export interface CheckedInput extends FileCheck {
  /** Where its answer was written. */
  readonly answeredIn?: string | undefined;
}

/** Takes what is found, file by file, and prints it. */
export interface CheckReport {
  open(input: Input): void;
  issue(issue: FileIssue, value: string | undefined): void;
  close(checked: CheckedInput): void;
  end(): void;
}

export function reportOn(
  inputs: readonly Input[],
  about: { readonly json: boolean; readonly answers: boolean },
  out: (text: string) => void,
): CheckReport {
  if (about.json) return jsonReport(out);
  return inputs.length === 1 ? reportOnOne(about.answers, out) : reportOnMany(about.answers, out);
}

function jsonReport(out: (text: string) => void): CheckReport {
  const json = new CheckJson(out);
  return {
    open: ({ path }) => json.open(path),
    issue: (issue, value) => json.issue(issue, value),
    close: (checked) => json.close(checked),
    end: () => json.end(),
  };
}

/** One file: what it holds, and each kind of issue with its first places. */
function reportOnOne(answers: boolean, out: (text: string) => void): CheckReport {
  const found = new IssueGroups();
  let file = '';
  return {
    open({ path }) {
      file = path;
    },
    issue: (issue, value) => found.add({ file, issue, value }),
    close({ contents, answeredIn }) {
      const answer = answers ? `${wrapped(answerText(answeredIn), 2)}\n` : '';
      out(`${fileText(file, contents, found.count)}${answer}${groupsText(found, 'as they stand', false)}\n`);
    },
    end() {},
  };
}

/** Many files: a line each, then what is wrong with all of them, and what they come to. */
function reportOnMany(answers: boolean, out: (text: string) => void): CheckReport {
  const all = new IssueGroups();
  const totals = new Totals();
  const files = { clean: 0, faulty: 0, skipped: 0 };
  let file = '';
  let found = new IssueGroups();
  return {
    open({ path }) {
      file = path;
      found = new IssueGroups();
    },
    issue: (issue, value) => found.add({ file, issue, value }),
    close({ kind, contents, answeredIn }) {
      if (kind === 'neither') {
        files.skipped++;
        out(`${file}: skipped: ${whySkipped(found.groups[0]?.issue)}\n`);
        return;
      }
      files[found.count === 0 ? 'clean' : 'faulty']++;
      for (const each of contents) totals.add(each);
      all.addAll(found);
      const [first, ...others] = contents;
      const held = first
        ? `; ${first.what}, ${countsText(first)}${others.length > 0 ? ` and ${others.length} more` : ''}`
        : '';
      const answer = answers && answeredIn ? `; ${answerText(answeredIn)}` : '';
      out(`${file}: ${issuesText(found.count)}${held}${answer}\n`);
    },
    end() {
      const counted = [
        ...(files.clean > 0 ? [`${files.clean.toLocaleString('en-US')} without issues`] : []),
        ...(files.faulty > 0 ? [`${files.faulty.toLocaleString('en-US')} with ${issuesText(all.count)}`] : []),
        ...(files.skipped > 0 ? [`${files.skipped.toLocaleString('en-US')} skipped`] : []),
      ];
      const checked = files.clean + files.faulty + files.skipped;
      out(groupsText(all, 'most first', true));
      out(`\n${plural(checked, ['file', 'files'])}: ${counted.join(', ')}\n`);
      out(totals.lines.map((line) => `  ${line}\n`).join(''));
    },
  };
}

/** JSON without an encounter lacks all fields of one: that one of them is missing says nothing. */
function whySkipped(issue: FileIssue | undefined): string {
  if (issue === undefined) return 'it holds nothing.';
  return issue.field === undefined ? issue.message : 'it holds no encounters.';
}

function answerText(path: string | undefined): string {
  return path === undefined ? 'nothing here asks for a 999 or TA1' : `answered in ${path}`;
}

/** What files come to, by kind. */
class Totals {
  readonly #sums = new Map<string, { readonly counts: Record<string, number>; amount: FileContents['amount'] }>();

  add({ what, counts, amount }: FileContents): void {
    const sum = this.#sums.get(what) ?? { counts: {}, amount: undefined };
    this.#sums.set(what, sum);
    for (const [name, count] of Object.entries(counts)) sum.counts[name] = (sum.counts[name] ?? 0) + count;
    if (amount) sum.amount = { of: amount.of, value: plus(amount.value, sum.amount?.value ?? '0') };
  }

  get lines(): string[] {
    return [...this.#sums].map(([what, sum]) => `${what}: ${countsText(sum)}`);
  }
}

function plus(one: string, other: string): string {
  const total = (parseMoney(one) ?? 0) + (parseMoney(other) ?? 0);
  return formatMoney(asCents(Number.isSafeInteger(total) ? total : 0));
}
