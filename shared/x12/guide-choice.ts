import { compileLoop } from './compile-loop.ts';
import type { Guide } from './notation.ts';
import { SegmentReader } from './read-segment.ts';
import type { Token } from './tokenizer.ts';

/** So many segments of a transaction set wait at most. */
const mostHeld = 1000;

export interface HeldSegment {
  readonly token: Token;
  readonly elements: readonly string[];
}

/**
 * What names the guide of a transaction set names two: GS08 one and ST03 another, or GS01 one and ST01 another. By which of them it
 * is to be read, the first segment tells that only one of both has, or has so. Until then its segments wait.
 */
export class GuideChoice {
  readonly held: HeldSegment[] = [];
  /** The one that its group names, where nothing tells. */
  readonly usual: Guide;
  readonly #other: Guide;

  constructor(byGroup: Guide, bySet: Guide) {
    this.usual = byGroup;
    this.#other = bySet;
  }

  /** Takes a segment; gives the guide as soon as it is told. */
  take(token: Token, elements: readonly string[]): Guide | undefined {
    const segment = { token, elements };
    this.held.push(segment);
    const isUsual = mayHave(this.usual, segment);
    if (isUsual !== mayHave(this.#other, segment)) return isUsual ? this.usual : this.#other;
    return this.held.length < mostHeld ? undefined : this.usual;
  }
}

/** Whether a guide has a segment of this id; one that stands before its loops (BHT) must be right too. */
function mayHave(guide: Guide, { token: { delimiters }, elements }: HeldSegment): boolean {
  const [id = ''] = elements;
  const { parts, segmentIds } = compileLoop(guide);
  const header = parts.find(({ loop, opener }) => loop === undefined && opener.id === id);
  if (!header) return segmentIds.has(id);
  let isRight = true;
  const reader = new SegmentReader({ delimiters, written: undefined, codes: undefined }, () => {
    isRight = false;
  });
  reader.read(header.opener, elements);
  return isRight;
}
