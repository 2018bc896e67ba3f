import type { CodeLists } from '../read-options.ts';
import { componentEnd, repetitionEnd, segmentEnd } from './character-classes.ts';
import * as kinds from './field-kinds.ts';
import { type Fields, kindOf, maxOf, minOf } from './fields.ts';
import type { PackedTable } from './packed.ts';
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
  codes: CodeLists | undefined;
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
  #read(fields: Fields): number {
    const { between, mayEnd, needed } = fields;
    const all = fields.asked;
    const { stack } = this;
    const ends = this.#ends;
    const base = this.top;
    const length = all.length;
    let next = this.#next;
    let from = this.#from;
    let kind = between;
    let present = 0;
    this.top = base + length;
    for (let at = 0; at < length; at++) {
      if (kind !== between) {
        if (at <= fields.lastNeeded) return notRight;
        break;
      }
      const asked = all[at] as number;
      const end = ends[next] as number;
      const to = end >> 3;
      const endsHere = ((mayEnd >> (end & 7)) & 1) === 1;
      if (to === from && endsHere && kindOf(asked) < kinds.series) {
        if (((needed >> at) & 1) === 1) return notRight;
        kind = end & 7;
        next++;
        from++;
      } else if (kindOf(asked) < kinds.composite) {
        const value = endsHere ? this.#value(fields, at, from, to, present) : undefined;
        if (value === undefined) return notRight;
        stack[base + at] = value;
        present |= 1 << at;
        kind = end & 7;
        next++;
        from = to + 1;
      } else {
        this.#next = next;
        this.#from = from;
        this.#kind = kind;
        const isThere = this.#readSeveral(fields, at, base + at);
        if (isThere === undefined || (!isThere && ((needed >> at) & 1) === 1)) return notRight;
        if (isThere) present |= 1 << at;
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

  /** A simple value; undefined when it is not right. `present`: of the fields before it. */
  #value(fields: Fields, at: number, from: number, to: number, present: number): unknown {
    const asked = fields.asked[at] as number;
    const min = minOf(asked);
    const max = maxOf(asked);
    switch (kindOf(asked)) {
      case kinds.text:
        return this.plainText(from, to, min, max);
      case kinds.shortText:
        return this.shortText(from, to, min, max);
      case kinds.packedCode:
        return (fields.tables[at] as PackedTable<string>).get(this.packed(from, to));
      case kinds.money:
        return unlessNaN(this.money(from, to, min, max));
      case kinds.whole:
        return unlessNaN(this.whole(from, to, min, max));
      case kinds.decimal:
        return unlessNaN(this.decimal(from, to, min, max));
      case kinds.day:
        return this.day(from, to);
      case kinds.period: {
        const form = this.stack[this.top - fields.asked.length + at - 1] as string;
        return this.period(((present >> (at - 1)) & 1) === 1 ? form : undefined, from, to, min, max);
      }
      case kinds.periodOfAnyForm:
        return this.period(undefined, from, to, min, max);
      case kinds.listedCode: {
        const listed = this.shortText(from, to, min, max);
        const list = fields.tables[at] as string;
        return listed !== undefined && this.codes?.(list, listed) === false ? undefined : listed;
      }
      case kinds.longCode:
        return (fields.tables[at] as ReadonlyMap<string, string>).get(this.text.slice(from, to));
      case kinds.shortDay:
        return this.shortDay(from, to);
      case kinds.time:
        return this.time(from, to, min, max);
      default:
        return undefined;
    }
  }

  /** Reads a composite or list into a slot; tells whether there was any, and gives undefined where it was not right. */
  #readSeveral({ asked: all, tables, between }: Fields, at: number, slot: number): boolean | undefined {
    const asked = all[at] as number;
    const inner = tables[at] as Fields;
    if (kindOf(asked) === kinds.composite) {
      const base = this.top;
      const present = this.#read(inner);
      if (present === notRight || this.#kind === componentEnd || this.#isLastEmpty()) return undefined;
      this.stack[slot] = this.make(inner, base, present);
      return true;
    }
    const start = this.top;
    const isRight =
      kindOf(asked) === kinds.repeat
        ? this.#pushRepetitions(inner, maxOf(asked))
        : this.#pushSeries(inner, maxOf(asked), between, kindOf(asked) === kinds.groups);
    if (!isRight) return undefined;
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
  #pushSeries(member: Fields, max: number, between: number, areGroups: boolean): boolean {
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
        if (areGroups) this.stack[base] = this.make(member, base, present);
        this.top = base + 1;
      }
    }
    return true;
  }

  #pushRepetitions(member: Fields, max: number): boolean {
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
