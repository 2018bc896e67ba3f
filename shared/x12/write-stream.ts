import { compileLoop } from './compile-loop.ts';
import type { GroupHeader } from './envelope.ts';
import { delimitersFor, type InterchangeToWrite, type TransactionToWrite } from './write.ts';
import { EnvelopeWriter } from './write-envelope.ts';

export type Streamed<Value> = Iterable<Value> | AsyncIterable<Value>;

export interface GroupToStream {
  readonly header: GroupHeader;
  /** In the value of each, what `each` made a list may be a stream: billing providers, their subscribers, their claims. */
  readonly transactions: Streamed<TransactionToWrite>;
}

export interface InterchangeToStream extends Omit<InterchangeToWrite, 'groups'> {
  readonly groups: Streamed<GroupToStream>;
}

/** About as many characters are handed on at once. */
const pieceLength = 16_384;

/**
 * Writes an interchange piece by piece, as its transaction sets and their items come: nothing is kept, and nothing is
 * asked for before it is wanted. Throws as `write` does.
 */
export async function* writeStream(file: InterchangeToStream): AsyncGenerator<string, void, undefined> {
  const delimiters = delimitersFor(file);
  const end = delimiters.segment + delimiters.lineEnd;
  let piece = '';
  const writer = new EnvelopeWriter(delimiters, (text) => {
    piece += text + end;
  });
  writer.openInterchange(file.header, file.acknowledgements ?? []);
  for await (const group of file.groups) {
    writer.openGroup(group.header);
    for await (const transaction of group.transactions) {
      const { guide, controlNumber, value } = transaction;
      if (typeof value !== 'object' || value === null) throw new Error('cannot write a transaction set without value');
      writer.openTransaction(guide, controlNumber, transaction);
      for await (const _ of writer.loops().writeStream(compileLoop(guide), value)) {
        if (piece.length < pieceLength) continue;
        yield piece;
        piece = '';
      }
      writer.closeTransaction(transaction);
    }
    writer.closeGroup(group);
  }
  writer.closeInterchange(file);
  yield piece;
}
