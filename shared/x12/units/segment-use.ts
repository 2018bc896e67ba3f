import type { CompiledSegment, Field, SimpleType } from '../compile-segment.ts';
import { findFault, parseSimple } from '../simple-values.ts';
import { newReads } from './byte-memory.ts';
import { Code } from './code.ts';
import type { Cursor } from './cursor.ts';
import { judgement } from './judge.ts';

/** Elements beyond which their bits are no small integer any more. */
export const mostElements = 30;

/** The bit of an element of a segment, by its field. */
export function elementBit(at: number): number {
  return 1 << at;
}

/** What one use asks of its segment. All are of one class, so that the code that reads them all is soon optimized. */
export class SegmentUse {
  /** Tells its segments in memory from those of other uses. */
  readonly reads = newReads();
  /** The bits of elements that must be there. */
  readonly required: number;
  /** The bits of those that must not. */
  readonly unused: number;
  /** By element: the codes that it is narrowed to. */
  readonly codes: readonly (ReadonlySet<string> | undefined)[];
  /** Whether its rules hold of a value of which the elements of some bits are there. */
  readonly judge: ((value: object, present: number, c: Cursor) => boolean) | undefined;

  constructor({ form, fields, rules }: CompiledSegment) {
    const bitsOf = (holds: (field: Field) => boolean) =>
      fields.reduce((bits, field, at) => bits | (holds(field) ? elementBit(at) : 0), 0);
    this.required = bitsOf((field) => field.is !== 'unused' && field.required);
    this.unused = bitsOf(({ is }) => is === 'unused');
    this.codes = fields.map((field, at) => {
      const whole = form.fields[at];
      if (field.is !== 'value' || whole?.is !== 'value') return undefined;
      const { codes } = field.type;
      return codes && !whole.type.codes?.isSubsetOf(codes) ? new Set(fittingCodes(field.type, codes)) : undefined;
    });
    const code = new Code();
    const named = fields.flatMap((field, at) => {
      if (field.is === 'unused') return [];
      const { name } = field;
      const codes = field.is === 'value' ? field.type.codes : undefined;
      return { name, variable: `value[${JSON.stringify(name)}]`, bit: elementBit(at), isThere: undefined, codes };
    });
    const judged = judgement('value', 'c.about', rules, named, { low: 'present' }, code, 'return false;');
    this.judge =
      rules.length === 0 ? undefined : code.compile(`judge${form.id}`, 'value, present, c', `${judged}\nreturn true;`);
  }
}

/** One that the element itself has no room for is a slip of the guide, and reported as such. */
export function fittingCodes(type: SimpleType, codes: ReadonlySet<string>): string[] {
  return [...codes].filter((one) => findFault(type, one, '') === undefined && parseSimple(type, one) === one);
}
