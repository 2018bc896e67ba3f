import { type Token, Tokenizer } from './tokenizer.ts';
import { PieceCutter, Window } from './window.ts';

/** The segments of a file as they stand, of any guide or none, with what stands between them. */
export function* segmentsOf(file: Uint8Array): Generator<Token, void, undefined> {
  const window = new Window();
  const tokenizer = new Tokenizer(window);
  const cutter = new PieceCutter();
  for (const piece of cutter.cut(file)) {
    window.push(piece);
    yield* complete(tokenizer);
  }
  window.push(cutter.last());
  window.ended = true;
  yield* complete(tokenizer);
  yield tokenizer.endOfFile;
}

function* complete(tokenizer: Tokenizer): Generator<Token, void, undefined> {
  for (let token = tokenizer.next(); token; token = tokenizer.next()) yield token;
}
