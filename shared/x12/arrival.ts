import type { CompiledPart } from './compile-loop.ts';
import type { CompiledSegment } from './compile-segment.ts';
import type { Mark } from './places.ts';
import type { Token } from './tokenizer.ts';

/** A segment of a transaction set as it came, before it is known what it is. */
export class Arrival {
  readonly token: Token;
  readonly elements: readonly string[];
  readonly mark: Mark;

  constructor(token: Token, elements: readonly string[], mark: Mark) {
    this.token = token;
    this.elements = elements;
    this.mark = mark;
  }

  get id(): string {
    return this.elements[0] ?? '';
  }

  /** Whether its codes are those of a use. */
  matches({ tell }: CompiledSegment): boolean {
    if (!tell) return true;
    const { repetition, component } = this.token.delimiters;
    let text = this.elements[tell.element] ?? '';
    if (tell.codes.has(text)) return true;
    if (tell.repeats) text = before(text, repetition);
    if (tell.composite) text = before(text, component);
    return tell.codes.has(text);
  }

  /** Whether it is what a part is, or opens the loop that it is. */
  isOf({ opener }: CompiledPart): boolean {
    return opener.id === this.id && this.matches(opener);
  }
}

function before(text: string, separator: string): string {
  const at = separator === '' ? -1 : text.indexOf(separator);
  return at < 0 ? text : text.slice(0, at);
}
