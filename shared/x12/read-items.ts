import type { Issue } from './issue.ts';
import type { Guide } from './notation.ts';
import type { ReadOptions } from './read-options.ts';
import { eventBatches, type Item, type Source } from './read-stream.ts';

/** What is left to say when a stream has ended. */
export interface StreamSummary {
  /** Issues that came with no item, in the order of the file. */
  readonly issues: Issue[];
  readonly interchanges: number;
  readonly groups: number;
  readonly transactions: number;
  readonly items: number;
}

/** Reads items in batches, each of what a piece of the file completes: for whom a promise an item is too much. */
export async function* readBatches(
  source: Source,
  guides: readonly Guide[],
  options: ReadOptions = {},
): AsyncGenerator<Item[], StreamSummary, undefined> {
  const counts = { interchange: 0, group: 0, transaction: 0, item: 0, issue: 0 };
  const issues: Issue[] = [];
  for await (const events of eventBatches(source, guides, options)) {
    const items: Item[] = [];
    for (const event of events) {
      counts[event.kind]++;
      if (event.kind === 'item') items.push(event.item);
      else if (event.kind === 'issue' && !event.carried) issues.push(event.issue);
    }
    if (items.length > 0) yield items;
  }
  issues.sort((a, b) => a.place.offset - b.place.offset);
  const { interchange, group, transaction, item } = counts;
  return { issues, interchanges: interchange, groups: group, transactions: transaction, items: item };
}

const nothing: StreamSummary = { issues: [], interchanges: 0, groups: 0, transactions: 0, items: 0 };

/** Reads items one by one: the `each` loops that hold no other `each` loop. Memory does not grow with the file. */
export async function* readItems(
  source: Source,
  guides: readonly Guide[],
  options: ReadOptions = {},
): AsyncGenerator<Item, StreamSummary, undefined> {
  const batches = readBatches(source, guides, options);
  try {
    for (;;) {
      const batch = await batches.next();
      if (batch.done) return batch.value;
      // An item at a time costs half of what `yield*` does.
      for (const item of batch.value) yield item;
    }
  } finally {
    // Whoever stops early lets go of the source.
    await batches.return(nothing);
  }
}
