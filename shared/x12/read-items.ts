import type { GroupHeader, InterchangeHeader, Transaction } from './envelope.ts';
import { FileReader } from './file-reader.ts';
import type { Issue, Place } from './issue.ts';
import type { Guide, Loop } from './notation.ts';
import type { ReadItem } from './open-loops.ts';
import type { ItemContext } from './open-transaction.ts';
import type { ReadOptions } from './read-options.ts';
import { bytesOf } from './text-encoding.ts';

export type Source = string | Uint8Array | AsyncIterable<Uint8Array>;

/** One item of a stream, such as a claim. Its value is of its type for certain only when `issues` is empty. */
export interface Item {
  readonly guide: Guide;
  readonly loop: Loop;
  readonly value: unknown;
  readonly place: Place;
  readonly interchange: InterchangeHeader;
  readonly group: GroupHeader;
  readonly transaction: Pick<Transaction, 'controlNumber' | 'version' | 'set'>;
  /** What is wrong inside this item. */
  readonly issues: Issue[];
  /** What is wrong so far with the loops around it: header, billing provider, subscriber … */
  readonly surroundings: Issue[];
  /** This item or a loop around it, as far as it was read; the guide stands for the transaction set. */
  within<Value>(loop: Loop<Value>): Value | undefined;
}

/** What is left to say when a stream has ended. */
export interface StreamSummary {
  /** Issues that came with no item, in the order of the file. */
  readonly issues: Issue[];
  readonly interchanges: number;
  readonly groups: number;
  readonly transactions: number;
  readonly items: number;
}

class ItemInContext implements Item {
  readonly guide: Guide;
  readonly loop: Loop;
  readonly value: unknown;
  readonly place: Place;
  readonly interchange: InterchangeHeader;
  readonly group: GroupHeader;
  readonly transaction: Item['transaction'];
  readonly issues: Issue[];
  readonly surroundings: Issue[];
  readonly within: Item['within'];

  constructor(item: ReadItem, context: ItemContext) {
    this.guide = context.guide;
    this.interchange = context.interchange;
    this.group = context.group;
    this.transaction = context.transaction;
    this.loop = item.loop;
    this.value = item.value;
    this.place = item.place;
    this.issues = item.issues;
    this.surroundings = item.surroundings;
    this.within = finderIn(item);
  }
}

/** Made here, since V8 takes a function that is written where it becomes a property for long-lived, with all it holds. */
function finderIn({ loop, value, around }: ReadItem): Item['within'] {
  return <Value>(wanted: Loop<Value>) =>
    (loop === wanted ? value : around.find((one) => one.loop === wanted)?.value) as Value | undefined;
}

/** Reads items in batches, each of what a piece of the file completes: for whom a promise an item is too much. */
export async function* readBatches(
  source: Source,
  guides: readonly Guide[],
  options: ReadOptions = {},
): AsyncGenerator<Item[], StreamSummary, undefined> {
  let ready: Item[] = [];
  let items = 0;
  const reader = new FileReader(guides, options, {
    item(item, context) {
      ready.push(new ItemInContext(item, context));
    },
  });
  const batch = () => {
    const taken = ready;
    ready = [];
    items += taken.length;
    return taken;
  };
  for await (const chunk of chunksOf(source)) {
    for (const _ of reader.read(chunk)) if (ready.length > 0) yield batch();
  }
  reader.end();
  if (ready.length > 0) yield batch();
  return { issues: reader.issues, ...reader.counts, items };
}

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
    await batches.return({ issues: [], interchanges: 0, groups: 0, transactions: 0, items: 0 });
  }
}

function chunksOf(source: Source): AsyncIterable<Uint8Array> | readonly Uint8Array[] {
  return typeof source === 'string' || source instanceof Uint8Array ? [bytesOf(source)] : source;
}
