import type { Group, GroupHeader, Interchange, InterchangeHeader, Transaction } from './envelope.ts';
import type { Issue, Place } from './issue.ts';
import type { Guide, Loop } from './notation.ts';
import type { Envelope } from './places.ts';
import { EnvelopeReader } from './read-envelope.ts';
import type { ReadOptions } from './read-options.ts';
import { ChunkDecoder, decodeText } from './text-encoding.ts';
import { Tokenizer } from './tokenizer.ts';

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

/** Reads a file of any size: envelopes, items and issues as they pass. Memory does not grow with the file. */
export async function* readStream(
  source: Source,
  guides: readonly Guide[],
  options: ReadOptions = {},
): AsyncGenerator<StreamEvent, void, undefined> {
  const ready: StreamEvent[] = [];
  const tokenizer = new Tokenizer();
  const reader = new EnvelopeReader(guides, options, {
    interchange: (interchange, place) => void ready.push({ kind: 'interchange', interchange, place }),
    group: (group) => void ready.push({ kind: 'group', group }),
    transaction: ({ set, version, controlNumber, guide, value }, place) =>
      void ready.push({ kind: 'transaction', transaction: { set, version, controlNumber, guide, value }, place }),
    issue: (issue, carried) => void ready.push({ kind: 'issue', issue, carried }),
    item({ loop, value, place, issues, surroundings, around }, context) {
      const values = new Map<Loop, unknown>([...around, { loop, value }].map((each) => [each.loop, each.value]));
      const within = <Value>(wanted: Loop<Value>) => values.get(wanted) as Value | undefined;
      ready.push({ kind: 'item', item: { ...context, loop, value, place, issues, surroundings, within } });
    },
  });
  for await (const text of textsOf(source)) {
    tokenizer.push(text);
    for (let token = tokenizer.next(); token; token = tokenizer.next()) {
      reader.take(token);
      if (ready.length > 0) yield* ready.splice(0);
    }
  }
  tokenizer.end();
  for (let token = tokenizer.next(); token; token = tokenizer.next()) reader.take(token);
  reader.finish(tokenizer.endOfFile);
  yield* ready.splice(0);
}

async function* textsOf(source: Source): AsyncGenerator<string> {
  if (typeof source === 'string') yield source;
  else if (source instanceof Uint8Array) yield decodeText(source);
  else {
    const decoder = new ChunkDecoder();
    for await (const chunk of source) yield decoder.decode(chunk);
    yield decoder.end();
  }
}
