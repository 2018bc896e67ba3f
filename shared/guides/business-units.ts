import type { Issue, Transaction } from '../x12/index.ts';
import type { Memory } from '../x12/memory.ts';
import type { BusinessUnit as Context } from './acknowledgement-999.ts';
import { visitSegments } from './visit-segments.ts';

/** The claim, or whatever else one transaction set has many of, as a 999 names it. */
type BusinessUnit = Context['context'];

/** For each transaction set the segment that opens its business unit, and the element that identifies it. */
const openers: Readonly<
  Record<string, { readonly segmentId: string; readonly element: number; readonly name: BusinessUnit['name'] }>
> = {
  '270': { segmentId: 'TRN', element: 2, name: 'TRN02' },
  '276': { segmentId: 'TRN', element: 2, name: 'TRN02' },
  '277': { segmentId: 'TRN', element: 2, name: 'TRN02' },
  '837': { segmentId: 'CLM', element: 1, name: 'CLM01' },
};

interface Mark {
  readonly offset: number;
  /** Undefined where a level of the hierarchy begins, or a unit without number: what follows is of no unit until one opens. */
  readonly unit: BusinessUnit | undefined;
}

/** What can be written with any usual delimiters. A shortened or altered identifier would name another claim. */
const writable = /^[\w !"&'()+,./;?=%@#$-]{1,35}$/;

const missing: ReadonlySet<Issue['code']> = new Set<Issue['code']>(['segment-missing', 'loop-missing']);

function nameOf(mark: Mark | undefined): BusinessUnit | undefined {
  return mark?.unit && writable.test(mark.unit.reference) ? mark.unit : undefined;
}

/** Finds the business unit of a transaction set that an issue lies in, from how its segments stood in the file. */
export class BusinessUnits {
  readonly #marks: readonly Mark[];
  readonly #opener: string | undefined;

  constructor({ set, value, issues }: Transaction) {
    const opener = openers[set];
    this.#opener = opener?.segmentId;
    const marks: Mark[] = [];
    const mark = ({ text, offset, delimiters }: Memory): void => {
      const elements = text.split(delimiters.element);
      if (elements[0] === 'HL') marks.push({ offset, unit: undefined });
      if (!opener || elements[0] !== opener.segmentId) return;
      marks.push({ offset, unit: { name: opener.name, reference: (elements[opener.element] ?? '').trim() } });
    };
    if (opener) visitSegments(value, mark);
    for (const { code, place } of issues) {
      // A unit has begun whose identifier nobody read.
      const begins = code === 'segment-too-long' && (place.segmentId === 'HL' || place.segmentId === opener?.segmentId);
      if (begins) marks.push({ offset: place.offset, unit: undefined });
    }
    this.#marks = marks.sort((a, b) => a.offset - b.offset);
  }

  of({ code, place }: Issue): BusinessUnit | undefined {
    if (code === 'segment-early') return nameOf(this.#marks[this.#countBefore(place.offset)]);
    // What is missing is noticed at the segment after it, which may already be of the next unit.
    const last = this.#marks[this.#countBefore(missing.has(code) ? place.offset : place.offset + 1) - 1];
    // An opener that has no place is no part of the unit before it.
    const stray = !missing.has(code) && place.segmentId === this.#opener && last?.offset !== place.offset;
    return stray ? undefined : nameOf(last);
  }

  /** How many marks stand before a byte of the file, found by halving: a file may have as many issues as units. */
  #countBefore(offset: number): number {
    let from = 0;
    let to = this.#marks.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#marks[middle]?.offset ?? 0) < offset) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
