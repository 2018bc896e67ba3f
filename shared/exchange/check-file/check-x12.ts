import { type Delimiters, type Group, type Issue, readStream, type StreamEvent } from '../../x12/index.ts';
import { acknowledgementCodes } from './acknowledgement-codes.ts';
import { AnswerFile } from './answer-file.ts';
import { ContentsTally } from './contents-tally.ts';
import type { CheckOptions, FileCheck, FileIssue } from './file-check.ts';
import { type DelimiterFault, mendDelimiters } from './mended-delimiters.ts';
import { RecentText } from './recent-text.ts';
import { RemittanceSums } from './remittance-sums.ts';
import { checkedGuides } from './transaction-summary.ts';

/**
 * Checks a file of EDI as it passes: each transaction set by its guide, each remittance by its sums too. Where it declares
 * separators that it does not use, that comes first, and the rest is what would still be wrong.
 */
export async function checkX12(source: AsyncIterable<Uint8Array>, options: CheckOptions): Promise<FileCheck> {
  const faults: DelimiterFault[] = [];
  const recent = new RecentText();
  const passing = new Passing(options, faults, recent);
  async function* mended(): AsyncGenerator<Uint8Array> {
    for await (const chunk of mendDelimiters(source, (fault) => void faults.push(fault))) {
      recent.push(chunk);
      yield chunk;
    }
  }
  for await (const event of readStream(mended(), checkedGuides, { codes: options.codes })) passing.take(event);
  return passing.end();
}

const nothingInside: FileIssue = {
  line: 1,
  level: 'syntax',
  code: 'nothing-inside',
  message: 'The file holds neither a transaction set nor a TA1.',
};

/** What passes of a file, and what is made of it. */
class Passing {
  readonly #options: CheckOptions;
  readonly #faults: DelimiterFault[];
  readonly #tally = new ContentsTally();
  readonly #sums = new RemittanceSums();
  readonly #answer: AnswerFile | undefined;
  #divided: Delimiters | undefined;
  #interchanges = 0;
  #found = 0;

  constructor(options: CheckOptions, faults: DelimiterFault[], recent: RecentText) {
    this.#options = options;
    this.#faults = faults;
    this.#answer = options.answerAt === undefined ? undefined : new AnswerFile(recent);
  }

  take(event: StreamEvent): void {
    switch (event.kind) {
      case 'interchange':
        this.#interchanges++;
        this.#divided = event.interchange.delimiters;
        this.#tally.interchange(event.interchange);
        this.#answer?.interchange(event.interchange);
        this.#findFaults(event.place);
        return;
      case 'group':
        this.#takeGroup(event.group);
        return;
      case 'item': {
        const issues = this.#sums.ofItem(event.item);
        this.#tally.item(event.item);
        this.#answer?.item({ ...event.item, issues: [...issues] });
        for (const issue of issues) this.#find(issue);
        return;
      }
      case 'issue':
        if (this.#sums.holds(event.issue)) return;
        this.#answer?.issue(event.issue);
        this.#find(event.issue);
        return;
      case 'transaction':
        for (const issue of this.#sums.ofTransaction(event.transaction)) {
          this.#answer?.issue(issue);
          this.#find(issue);
        }
        this.#tally.transaction(event.transaction);
        this.#answer?.transaction(event.transaction);
        return;
    }
  }

  end(): FileCheck {
    this.#findFaults({ offset: Number.POSITIVE_INFINITY });
    const { contents } = this.#tally;
    if (contents.length === 0 && this.#found === 0) this.#options.found(nothingInside);
    const answer = this.#answer?.text(this.#options.answerAt ?? '');
    return { kind: this.#interchanges > 0 ? 'x12' : 'neither', contents, ...(answer !== undefined && { answer }) };
  }

  #takeGroup(group: Group): void {
    this.#tally.group(group);
    this.#answer?.group(group);
  }

  #find(issue: Issue): void {
    const { code, level, message, place } = issue;
    this.#found++;
    const acknowledgement = acknowledgementCodes(issue);
    this.#options.found({ ...place, level, code, message, acknowledgement }, this.#divided);
  }

  /** Says what separators are wrong up to an interchange. */
  #findFaults({ offset, line = 1 }: { readonly offset: number; readonly line?: number }): void {
    while (this.#faults[0] && this.#faults[0].offset <= offset) {
      const { issue, offset: at } = this.#faults.shift() as DelimiterFault;
      const { level, message, element = 16 } = issue;
      const place = { line, offset: at, interchange: this.#interchanges, segmentId: 'ISA', element };
      const ofElement: Issue = { code: 'element-invalid', level, message, place };
      this.#answer?.ofInterchange(ofElement);
      this.#found++;
      this.#options.found({ ...issue, ...place, acknowledgement: acknowledgementCodes(ofElement) });
    }
  }
}
