import type { Issue, Transaction } from '../x12/index.ts';
import { memoryOf } from '../x12/memory.ts';
import type { Context } from './acknowledgement-999.ts';

type UnitName = Exclude<Context['context']['name'], 'SITUATIONAL TRIGGER'>;

/** The claim, or whatever else one transaction set has many of, as a 999 names it. */
export interface BusinessUnit {
  readonly name: UnitName;
  readonly reference: string;
}

/** For each transaction set the segment that opens its business unit, and the element that identifies it. */
const openers: Readonly<
  Record<string, { readonly segmentId: string; readonly element: number; readonly name: UnitName }>
> = {
  '270': { segmentId: 'TRN', element: 2, name: 'TRN02' },
  '276': { segmentId: 'TRN', element: 2, name: 'TRN02' },
  '277': { segmentId: 'TRN', element: 2, name: 'TRN02' },
  '837': { segmentId: 'CLM', element: 1, name: 'CLM01' },
};

interface Mark {
  readonly offset: number;
  /** Undefined where a level of the hierarchy begins: what follows belongs to no unit until one opens. */
  readonly unit: BusinessUnit | undefined;
}

/** What can be written with any usual delimiters. A shortened or altered identifier would name another claim. */
const writable = /^[\w !"&'()+,./;?=%@#$-]{1,35}$/;

const missing: ReadonlySet<Issue['code']> = new Set<Issue['code']>(['segment-missing', 'loop-missing']);

/** Finds the business unit of a transaction set that an issue lies in, from how its segments stood in the file. */
export class BusinessUnits {
  readonly #marks: readonly Mark[];
  readonly #opener: string | undefined;

  constructor({ set, value }: Transaction) {
    const opener = openers[set];
    this.#opener = opener?.segmentId;
    const marks: Mark[] = [];
    const visit = (part: unknown): void => {
      if (typeof part !== 'object' || part === null || !opener) return;
      const memory = memoryOf(part);
      if (!memory) {
        for (const inner of Object.values(part)) visit(inner);
        return;
      }
      const elements = memory.text.split(memory.delimiters.element);
      if (elements[0] === 'HL') marks.push({ offset: memory.offset, unit: undefined });
      if (elements[0] !== opener.segmentId) return;
      marks.push({
        offset: memory.offset,
        unit: { name: opener.name, reference: (elements[opener.element] ?? '').trim() },
      });
    };
    visit(value);
    this.#marks = marks.sort((a, b) => a.offset - b.offset);
  }

  of({ code, place }: Issue): BusinessUnit | undefined {
    // What is missing is noticed at the segment after it, which may already be of the next unit.
    const last = this.#marks.findLast((mark) =>
      missing.has(code) ? mark.offset < place.offset : mark.offset <= place.offset,
    );
    // An opener that has no place is no part of the unit before it.
    const stray = !missing.has(code) && place.segmentId === this.#opener && last?.offset !== place.offset;
    return last?.unit && !stray && writable.test(last.unit.reference) ? last.unit : undefined;
  }
}
