import type { Group, GroupHeader, Interchange, InterchangeHeader, Transaction } from './envelope.ts';
import { FileReader } from './file-reader.ts';
import type { Issue, Place } from './issue.ts';
import type { Guide, Loop } from './notation.ts';
import type { ReadItem } from './open-loops.ts';
import type { ItemContext } from './open-transaction.ts';
import type { Envelope } from './places.ts';
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

/** A transaction set that has passed: its value lacks the lists that left as items, and its issues left before it. */
export type PassedTransaction = Pick<Transaction, 'set' | 'version' | 'controlNumber' | 'guide' | 'value'>;

/** What passes when a file is read as a stream. Each issue passes once: with its item, or by itself. */
export type StreamEvent =
  /** Opens: what the object holds besides its header is whole when the next one opens or the stream ends. */
  | { readonly kind: 'interchange'; readonly interchange: Interchange; readonly place: Place }
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'item'; readonly item: Item }
  /** Closes. */
  | { readonly kind: 'transaction'; readonly transaction: PassedTransaction; readonly place: Envelope }
  /** Of no item's own. `carried`: the item that follows has it among its surroundings. */
  | { readonly kind: 'issue'; readonly issue: Issue; readonly carried: boolean };

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

/** Reads a file of any size: envelopes, items and issues as they pass. Memory does not grow with the file. */
export async function* readStream(
  source: Source,
  guides: readonly Guide[],
  options: ReadOptions = {},
): AsyncGenerator<StreamEvent, void, undefined> {
  for await (const events of eventBatches(source, guides, options)) for (const event of events) yield event;
}

/** The same in batches, each of what a piece of the file completes. */
export async function* eventBatches(
  source: Source,
  guides: readonly Guide[],
  options: ReadOptions,
): AsyncGenerator<StreamEvent[], void, undefined> {
  let ready: StreamEvent[] = [];
  const reader = new FileReader(guides, options, {
    interchange: (interchange, place) => void ready.push({ kind: 'interchange', interchange, place }),
    group: (group) => void ready.push({ kind: 'group', group }),
    transaction: ({ set, version, controlNumber, guide, value }, place) =>
      void ready.push({ kind: 'transaction', transaction: { set, version, controlNumber, guide, value }, place }),
    issue: (issue, carried) => void ready.push({ kind: 'issue', issue, carried }),
    item: (item, context) => void ready.push({ kind: 'item', item: new ItemInContext(item, context) }),
  });
  const batch = () => {
    const taken = ready;
    ready = [];
    return taken;
  };
  for await (const chunk of chunksOf(source)) {
    for (const _ of reader.read(chunk)) if (ready.length > 0) yield batch();
  }
  reader.end();
  yield batch();
}

function chunksOf(source: Source): AsyncIterable<Uint8Array> | readonly Uint8Array[] {
  return typeof source === 'string' || source instanceof Uint8Array ? [bytesOf(source)] : source;
}
