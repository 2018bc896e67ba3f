import { compileLoop } from './compile-loop.ts';
import type { Guide } from './notation.ts';
import type { Token } from './tokenizer.ts';

/** So many segments of a transaction set wait at most. */
const mostHeld = 1000;

export interface HeldSegment {
  readonly token: Token;
  readonly elements: readonly string[];
}

/**
 * GS08 and ST03 name different guides of a transaction set: by which of them it is to be read, the first segment tells that
 * only one of both has. Until then its segments wait.
 */
export class GuideChoice {
  readonly held: HeldSegment[] = [];
  /** The one that GS08 names, where nothing tells. */
  readonly usual: Guide;
  readonly #other: Guide;

  constructor(byGroup: Guide, byReference: Guide) {
    this.usual = byGroup;
    this.#other = byReference;
  }

  /** Takes a segment; gives the guide as soon as it is told. */
  take(token: Token, elements: readonly string[]): Guide | undefined {
    this.held.push({ token, elements });
    const [id = ''] = elements;
    const isUsual = compileLoop(this.usual).segmentIds.has(id);
    if (isUsual !== compileLoop(this.#other).segmentIds.has(id)) return isUsual ? this.usual : this.#other;
    return this.held.length < mostHeld ? undefined : this.usual;
  }
}
