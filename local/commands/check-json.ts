import type { FileCheck, FileIssue } from '../../shared/exchange/check-file.ts';
import { snipType } from './check-text.ts';

/** So many issues are put in the order of the file at a time. */
const sortedTogether = 10_000;

/** Prints what was found as one JSON list, file by file, as it is found: nothing is kept. */
export class CheckJson {
  readonly #out: (text: string) => void;
  #files = 0;
  #issues = 0;
  #held: { readonly issue: FileIssue; readonly value: string | undefined }[] = [];

  constructor(out: (text: string) => void) {
    this.#out = out;
    out('[');
  }

  open(file: string): void {
    this.#out(`${this.#files++ === 0 ? '' : ','}\n{"file":${JSON.stringify(file)},"issues":[`);
    this.#issues = 0;
  }

  issue(issue: FileIssue, value: string | undefined): void {
    this.#held.push({ issue, value });
    if (this.#held.length >= sortedTogether) this.#flush();
  }

  close({ kind, contents }: FileCheck): void {
    this.#flush();
    const about = JSON.stringify({ kind, contents, issueCount: this.#issues });
    this.#out(`${this.#issues === 0 ? '' : '\n'}],${about.slice(1)}`);
  }

  end(): void {
    this.#out('\n]\n');
  }

  #flush(): void {
    const sorted = this.#held.sort((a, b) => (a.issue.offset ?? 0) - (b.issue.offset ?? 0));
    const lines = sorted.map(({ issue, value }) =>
      JSON.stringify({ ...issue, snip: snipType(issue.level), ...(value !== undefined && { value }) }),
    );
    if (lines.length > 0) this.#out(`${this.#issues === 0 ? '' : ','}\n${lines.join(',\n')}`);
    this.#issues += lines.length;
    this.#held = [];
  }
}
