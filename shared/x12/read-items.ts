import type { GroupHeader, InterchangeHeader, Transaction } from './envelope.ts';
import type { Issue, Place } from './issue.ts';
import type { Guide, Loop } from './notation.ts';
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
  const ready: Item[] = [];
  let items = 0;
  const tokenizer = new Tokenizer();
  const reader = new EnvelopeReader(guides, options, {
    item({ loop, value, place, issues, surroundings, around }, context) {
      items++;
      const values = new Map<Loop, unknown>([...around, { loop, value }].map((each) => [each.loop, each.value]));
      const within = <Value>(wanted: Loop<Value>) => values.get(wanted) as Value | undefined;
      ready.push({ ...context, loop, value, place, issues, surroundings, within });
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
  const issues = reader.issues.toSorted((a, b) => a.place.offset - b.place.offset);
  return { issues, ...reader.counts, items };
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
