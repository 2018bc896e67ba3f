import type { LoopPlan, PlannedPart } from './loop-plan.ts';

/** How many segments are kept at most, as a power of two. */
const slotBits = 12;
const slots = 1 << slotBits;

/** A line of a processor's cache for each: the loop's number and the length, then the bytes. */
const wordsInLine = 16;
const mostBytes = 4 * (wordsInLine - 1);

/** What spreads the bits of a key; odd and without a pattern. */
export const spread = 0x9e3779b1 | 0;

/**
 * Files say the same again and again: payers, providers, their addresses, days, diagnoses. What a segment is read as
 * depends on nothing but its bytes, so one that comes for the second time is kept and read no more. It is all in a few
 * arrays: to fetch what lies far apart in memory takes longer than to read the segment.
 */
export class SegmentMemory {
  /** Where the segment that was looked for ends; before its start when that is not there yet. */
  terminator = 0;
  /** Whether the segment that was just not found has been here before, and may be kept. */
  isSecond = false;
  readonly #keys = new Int32Array(slots);
  readonly #lines = new Int32Array(slots * wordsInLine);
  readonly #parts = new Array<PlannedPart | undefined>(slots).fill(undefined);
  readonly #values = new Array<object | undefined>(slots).fill(undefined);
  /** A part of the key that last came to each place without being known. */
  readonly #seen = new Uint16Array(slots);
  #bytes: DataView = new DataView(new ArrayBuffer(0));
  /** The terminator of segments in each byte of a word. */
  #terminators = 0;
  /** The segment of which the end and a hash are known. */
  #at = -1;
  #hash = 0;
  #key = 0;
  #slot = 0;

  /** What is known no longer holds. */
  forget(terminator: string): void {
    this.#terminators = Math.imul(terminator.charCodeAt(0), 0x01010101);
    // No loop has the number 0.
    this.#lines.fill(0);
    this.#values.fill(undefined);
  }

  /** Comes to other bytes, or to the same ones moved. */
  turnTo(bytes: Uint8Array): void {
    if (this.#bytes.buffer !== bytes.buffer) this.#bytes = new DataView(bytes.buffer);
    this.#at = -1;
  }

  /** What a segment is in a loop, if it is known: the part of it, and `value`. The bytes end at `end`. */
  find(plan: LoopPlan, at: number, end: number): PlannedPart | undefined {
    if (this.#at !== at) this.#scan(at, end);
    const key = Math.imul(this.#hash ^ plan.salt, spread);
    const slot = key >>> (32 - slotBits);
    this.#slot = slot;
    this.isSecond = false;
    if (this.#keys[slot] === key && this.#isSame(plan)) return this.#parts[slot];
    this.#key = key;
    this.isSecond = this.#seen[slot] === (key & 0xffff) && this.terminator - at <= mostBytes;
    this.#seen[slot] = key;
    return undefined;
  }

  /** What the segment that was last found was read as. */
  get value(): object | undefined {
    return this.#values[this.#slot];
  }

  /** Keeps the segment that was last not found. */
  keep(plan: LoopPlan, part: PlannedPart, value: object): void {
    const slot = this.#slot;
    const line = slot * wordsInLine;
    const words = this.#words();
    this.#lines.set(words, line + 1);
    this.#lines[line] = this.#label(plan);
    this.#keys[slot] = this.#key;
    this.#parts[slot] = part;
    this.#values[slot] = value;
  }

  /** Finds the terminator of a segment, and a hash of what stands before it, four bytes at a time. */
  #scan(start: number, end: number): void {
    const bytes = this.#bytes;
    const terminators = this.#terminators;
    let hash = 0;
    this.#at = start;
    this.terminator = start - 1;
    for (let at = start; at < end; at += 4) {
      const word = bytes.getInt32(at, true);
      const differs = word ^ terminators;
      const zeros = (differs - 0x01010101) & ~differs & 0x80808080;
      if (zeros !== 0) {
        const bits = 24 - Math.clz32(zeros & -zeros);
        hash = Math.imul(hash ^ (word & ((1 << bits) - 1)), spread);
        this.terminator = at + (bits >> 3);
        break;
      }
      hash = Math.imul(hash ^ word, spread);
      hash ^= hash >>> 15;
    }
    this.#hash = hash;
  }

  #label({ number }: LoopPlan): number {
    return (number << 8) | (this.terminator - this.#at);
  }

  #isSame(plan: LoopPlan): boolean {
    const bytes = this.#bytes;
    const lines = this.#lines;
    let word = this.#slot * wordsInLine;
    if (lines[word] !== this.#label(plan)) return false;
    const end = this.terminator;
    let at = this.#at;
    for (; at + 4 <= end; at += 4) if (bytes.getInt32(at, true) !== lines[++word]) return false;
    return at === end || (bytes.getInt32(at, true) & ((1 << (8 * (end - at))) - 1)) === lines[word + 1];
  }

  /** The bytes of the segment in words, the last one filled up with zeros. */
  #words(): Int32Array {
    const length = this.terminator - this.#at;
    const words = new Int32Array((length + 3) >> 2);
    new Uint8Array(words.buffer).set(new Uint8Array(this.#bytes.buffer, this.#at, length));
    return words;
  }
}
