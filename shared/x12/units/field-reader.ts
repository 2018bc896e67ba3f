import { componentEnd, repetitionEnd, segmentEnd } from './character-classes.ts';
import { type FieldStep, type Fields, step } from './fields.ts';
import { nothing, ValueReader } from './value-reader.ts';

/** Delimiters in a segment beyond which it is left to the careful reader: what follows them is noted nowhere. */
const mostEnds = 4096;

/** Of all readers: each reads a segment to its end before another one begins. */
const sharedEnds = new Int32Array(mostEnds);

/** Values that a stack has room for before it grows. */
const usualDepth = 256;

/** Given instead of bits when something is not plainly right. */
export const notRight = -1;

/** Reads the values of one segment after another by the tables of the guide: all of them by the same code, so that it is soon optimized. */
export class FieldReader extends ValueReader {
  /** At the first element of a segment, or where reading failed. */
  at = 0;
  /** Where the segment ends. */
  terminator = 0;
  /** What was read and has not been put into an object yet: of fields, of lists, and of the parts of loops. */
  stack: unknown[] = newStack();
  top = 0;
  /** Whether a code is in a list outside the guide, or that is not known. */
  codes: ((list: string, code: string) => boolean | undefined) | undefined;
  /** Where the values of the segment end, each with the class of its delimiter in the lowest three bits. */
  readonly #ends = sharedEnds;
  /** The end that comes next, where the value before it starts, and the class of the delimiter that was passed last. */
  #next = 0;
  #from = 0;
  #kind = 0;

  /** Gives up, here. */
  fail(at: number): undefined {
    this.at = at;
    return undefined;
  }

  /**
   * Reads the segment at hand as far as its terminator: leaves its values on top of the stack, and gives the bits of those
   * that are there.
   */
  readSegment(fields: Fields): number {
    if (!this.#findEnds()) return notRight;
    this.#next = 0;
    this.#from = this.at;
    const present = this.#read(fields);
    if (present !== notRight && this.#kind === segmentEnd && !this.#isLastEmpty()) return present;
    this.at = this.terminator;
    return notRight;
  }

  /** Notes where the values of the segment end; false when it is not there whole or holds what is not plainly right. */
  #findEnds(): boolean {
    const { bytes, classes } = this;
    const ends = this.#ends;
    let at = this.at;
    let count = 0;
    let kind = 0;
    // A branch at each end is guessed wrong as often as not, and costs more than to note each byte and mostly forget it.
    do {
      kind = classes[bytes[at] as number] as number;
      ends[count] = (at++ << 3) | kind;
      count += (kind + 7) >> 3;
    } while (kind < segmentEnd);
    if (kind !== segmentEnd || count > mostEnds) {
      this.at = at - 1;
      return false;
    }
    this.terminator = at - 1;
    return true;
  }

  /** Reads fields from where it stands, as long as there are any. */
  #read({ steps, between, mayEnd, lastNeeded }: Fields): number {
    const { stack } = this;
    const ends = this.#ends;
    const base = this.top;
    const length = steps.length;
    let next = this.#next;
    let from = this.#from;
    let kind = between;
    let present = 0;
    this.top = base + length;
    for (let at = 0; at < length; at++) {
      if (kind !== between) {
        if (at <= lastNeeded) return notRight;
        break;
      }
      const one = steps[at] as FieldStep;
      const slot = base + at;
      const end = ends[next] as number;
      const to = end >> 3;
      const endsHere = ((mayEnd >> (end & 7)) & 1) === 1;
      if (to === from && endsHere && one.what < step.series) {
        if (one.isNeeded) return notRight;
        kind = end & 7;
        next++;
        from++;
      } else if (one.what < step.composite) {
        const value = endsHere ? this.#value(one, from, to, slot, present) : undefined;
        if (value === undefined) return notRight;
        stack[slot] = value;
        present |= one.bit;
        kind = end & 7;
        next++;
        from = to + 1;
      } else {
        this.#next = next;
        this.#from = from;
        this.#kind = kind;
        const isThere = this.#readSeveral(one, between, slot);
        if (isThere === undefined || (!isThere && one.isNeeded)) return notRight;
        if (isThere) present |= one.bit;
        next = this.#next;
        from = this.#from;
        kind = this.#kind;
      }
    }
    this.#next = next;
    this.#from = from;
    this.#kind = kind;
    return present;
  }

  /** A simple value, which goes into a slot of the stack. `present`: of the fields before it. */
  #value(one: FieldStep, from: number, to: number, slot: number, present: number): unknown {
    const { min, max } = one;
    switch (one.what) {
      case step.text:
        return this.plainText(from, to, min, max);
      case step.shortText:
        return this.shortText(from, to, min, max);
      case step.packedCode:
        return one.packedCodes?.get(this.packed(from, to));
      case step.money:
        return unlessNaN(this.money(from, to, min, max));
      case step.whole:
        return unlessNaN(this.whole(from, to, min, max));
      case step.decimal:
        return unlessNaN(this.decimal(from, to, min, max));
      case step.day:
        return this.day(from, to);
      case step.period:
        return this.period(present & one.form ? (this.stack[slot - 1] as string) : undefined, from, to, min, max);
      case step.listedCode: {
        const code = this.shortText(from, to, min, max);
        return code !== undefined && this.codes?.(one.list, code) === false ? undefined : code;
      }
      case step.longCode:
        return one.longCodes?.get(this.text.slice(from, to));
      case step.shortDay:
        return this.shortDay(from, to);
      case step.time:
        return this.time(from, to, min, max);
      default:
        return undefined;
    }
  }

  /** Reads a composite or list into a slot; tells whether there was any, and gives undefined where it was not right. */
  #readSeveral(one: FieldStep, between: number, slot: number): boolean | undefined {
    const inner = one.inner as Fields;
    if (one.what === step.composite) {
      const base = this.top;
      const present = this.#read(inner);
      if (present === notRight || this.#kind === componentEnd || this.#isLastEmpty()) return undefined;
      this.stack[slot] = this.make(inner, base, present);
      return true;
    }
    const start = this.top;
    if (!(one.what === step.repeat ? this.#pushRepetitions(one, inner) : this.#pushSeries(one, inner, between))) {
      return undefined;
    }
    if (this.top === start) return false;
    // It must not be longer than what it holds.
    this.stack[slot] = this.stack.slice(start, this.top);
    this.top = start;
    return true;
  }

  /** What was read from a place of the stack on as an object. */
  make(fields: Fields, base: number, present: number): object {
    this.top = base;
    return fields.shapes.of(present & fields.optional, 0)(this.stack, base, nothing);
  }

  /** Members fill the first places; an empty one before another is a fault. */
  #pushSeries({ what, max }: FieldStep, member: Fields, between: number): boolean {
    let hasGap = false;
    for (let place = 0; place < max && this.#kind === between; place++) {
      const base = this.top;
      const present = this.#read(member);
      if (present === notRight) return false;
      this.top = base;
      if (present === 0) hasGap = true;
      else if (hasGap || (present & member.required) !== member.required) return false;
      else {
        // One alone stands where the list has it.
        if (what === step.groups) this.stack[base] = this.make(member, base, present);
        this.top = base + 1;
      }
    }
    return true;
  }

  #pushRepetitions({ max }: FieldStep, member: Fields): boolean {
    const start = this.top;
    do {
      if (this.top - start === max) return false;
      const base = this.top;
      if (this.#read(member) === notRight) return false;
      this.top = base + 1;
    } while (this.#kind === repetitionEnd);
    return true;
  }

  /** Whether another delimiter stands right before the one that was passed last. */
  #isLastEmpty(): boolean {
    return this.classes[this.bytes[this.#from - 2] as number] !== 0;
  }
}

/** One that is young: to write what is new into what is old costs more. */
export function newStack(): unknown[] {
  return new Array<unknown>(usualDepth).fill(undefined);
}

function unlessNaN(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
