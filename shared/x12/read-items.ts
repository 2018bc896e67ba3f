import type { Issue } from './issue.ts';
import type { Guide } from './notation.ts';
import type { ReadOptions } from './read-options.ts';
import { type Item, readStream, type Source } from './read-stream.ts';

/** What is left to say when a stream has ended. */
export interface StreamSummary {
  /** Issues that came with no item, in the order of the file. */
  readonly issues: Issue[];
  readonly interchanges: number;
  readonly groups: number;
  readonly transactions: number;
  readonly items: number;
}

/** Reads items one by one: the `each` loops that hold no other `each` loop. Memory does not grow with the file. */
export async function* readItems(
  source: Source,
  guides: readonly Guide[],
  options: ReadOptions = {},
): AsyncGenerator<Item, StreamSummary, undefined> {
  const counts = { interchange: 0, group: 0, transaction: 0, item: 0, issue: 0 };
  const issues: Issue[] = [];
  for await (const event of readStream(source, guides, options)) {
    counts[event.kind]++;
    if (event.kind === 'item') yield event.item;
    else if (event.kind === 'issue' && !event.carried) issues.push(event.issue);
  }
  issues.sort((a, b) => a.place.offset - b.place.offset);
  const { interchange, group, transaction, item } = counts;
  return { issues, interchanges: interchange, groups: group, transactions: transaction, items: item };
}
