import type { Guide } from './notation.ts';
import { EnvelopeReader } from './read-envelope.ts';
import type { ReadOptions } from './read-options.ts';
import type { Receiver } from './receiver.ts';
import { type Token, Tokenizer } from './tokenizer.ts';
import { PieceCutter, Window } from './window.ts';
import { wrappedAt } from './wrapped.ts';

/** Reads a file as it comes, piece by piece. */
export class FileReader {
  readonly #window = new Window();
  readonly #tokenizer = new Tokenizer(this.#window);
  readonly #cutter = new PieceCutter();
  readonly #envelopes: EnvelopeReader;
  #hasBegun = false;
  #isRefused = false;

  constructor(guides: readonly Guide[], options: ReadOptions, receiver: Receiver) {
    this.#envelopes = new EnvelopeReader(guides, options, receiver);
  }

  /** Takes what comes next; a step for each piece of it. */
  *read(chunk: Uint8Array): Generator<undefined> {
    for (const piece of this.#cutter.cut(chunk)) {
      this.#window.push(piece);
      this.#drain();
      yield;
    }
  }

  /** Reads what is left; gives the end of the file. */
  end(): Token {
    this.#window.push(this.#cutter.last());
    this.#window.ended = true;
    this.#drain();
    const end = this.#tokenizer.endOfFile;
    this.#envelopes.finish(end);
    return end;
  }

  #drain(): void {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      const width = wrappedAt(this.#window.text);
      if (width !== undefined) this.#isRefused = this.#envelopes.refuseWrapped(width, this.#tokenizer.endOfFile);
    }
    if (this.#isRefused) this.#window.at = this.#window.end;
    for (;;) {
      if (this.#tokenizer.isBetweenSegments && this.#envelopes.takeUnits(this.#window)) return;
      const token = this.#tokenizer.next();
      if (!token) return;
      this.#envelopes.take(token);
    }
  }
}
