import { spread } from './packed.ts';

/** Of so many segments it is seen how many are known; when fewer than one in a few are, a number of them is not looked for. */
const trialLength = 256;
const leastKnown = 6;
const mostPasses = 31 * trialLength;

let readers = 0;
let files = 0;

/**
 * What bytes are read by: the same bytes may be something else by another one. Each tries whether to look for its
 * segments pays: control numbers never come again, and to look for them takes its time.
 */
export class Reads {
  /** From 1. */
  readonly number = ++readers;
  /** What makes its keys others than those of the same bytes elsewhere. */
  readonly salt = Math.imul(this.number, spread);
  known = 0;
  #looked = 0;
  #passes = 0;
  #file = 0;

  /** Whether to look for what comes next of a file, which has a number. */
  looks(file: number): boolean {
    if (this.#file !== file) {
      this.#file = file;
      this.known = 0;
      this.#looked = 0;
      this.#passes = 0;
    }
    if (this.#passes > 0) {
      this.#passes--;
      return false;
    }
    if (++this.#looked === trialLength) {
      if (this.known * leastKnown < trialLength) this.#passes = mostPasses;
      this.#looked = 0;
      this.known = 0;
    }
    return true;
  }
}

/** A line of a processor's cache for each: who reads it and how long it is, then the bytes. */
const wordsInLine = 16;
const mostBytes = 4 * (wordsInLine - 1);

/**
 * Files say the same again and again: payers, providers, their addresses, days, diagnoses. What is read depends on
 * nothing but its bytes, so what comes for the second time is kept and read no more. It is all in a few arrays: to fetch
 * what lies far apart in memory takes longer than to read.
 */
export class ByteMemory<Value> {
  /** Where the segment that was looked for ends; before its start when that is not there yet. */
  end = 0;
  /** Whether what was just not found has been here before, and may be kept. */
  isSecond = false;
  readonly #slotBits: number;
  readonly #keys: Int32Array;
  readonly #lines: Int32Array;
  readonly #values: (Value | undefined)[];
  /** The slots in which there is something: mostly few, so that to forget them is soon done. */
  #taken: number[] = [];
  /** A part of the key that last came to each place without being known. */
  readonly #seen: Uint16Array;
  #file = ++files;
  #bytes: DataView = new DataView(new ArrayBuffer(0));
  /** The terminator of segments in each byte of a word. */
  #terminators = 0;
  /** The bytes of which end and hash are known. */
  #at = -1;
  #hash = 0;
  #key = 0;
  #slot = 0;

  /** `slotBits`: how much is kept at most, as a power of two. */
  constructor(slotBits: number) {
    const slots = 1 << slotBits;
    this.#slotBits = slotBits;
    this.#keys = new Int32Array(slots);
    this.#lines = new Int32Array(slots * wordsInLine);
    this.#values = new Array<Value | undefined>(slots).fill(undefined);
    this.#seen = new Uint16Array(slots);
  }

  /** What is known no longer holds. */
  forget(): void {
    this.#file = ++files;
    for (const slot of this.#taken) {
      // Nobody who reads has the number 0.
      this.#lines[slot * wordsInLine] = 0;
      this.#values[slot] = undefined;
    }
    this.#taken = [];
    this.#seen.fill(0);
  }

  /** Takes note of what ends a segment. */
  endSegmentsBy(terminator: string): void {
    this.#terminators = Math.imul(terminator.charCodeAt(0), 0x01010101);
  }

  /** Comes to other bytes, or to the same ones moved. */
  turnTo(bytes: Uint8Array): void {
    if (this.#bytes.buffer !== bytes.buffer) this.#bytes = new DataView(bytes.buffer);
    this.#at = -1;
  }

  /** What a segment was read as, if it is known. The bytes end at `last`. */
  findSegment(by: Reads, at: number, last: number): Value | undefined {
    this.isSecond = false;
    if (!by.looks(this.#file)) return undefined;
    if (this.#at !== at) this.#scan(at, last);
    const known = this.#find(by);
    if (known !== undefined) by.known++;
    return known;
  }

  #find(by: Reads): Value | undefined {
    const key = Math.imul(this.#hash ^ by.salt, spread);
    const slot = key >>> (32 - this.#slotBits);
    this.#slot = slot;
    this.#key = key;
    if (this.#keys[slot] === key && this.#isSame(by)) return this.#values[slot];
    this.isSecond = this.#seen[slot] === (key & 0xffff) && this.end - this.#at <= mostBytes;
    this.#seen[slot] = key;
    return undefined;
  }

  /** Keeps what was last not found. */
  keep(by: Reads, value: Value): void {
    const slot = this.#slot;
    const { end } = this;
    let word = slot * wordsInLine;
    this.#lines[word] = this.#label(by);
    let at = this.#at;
    for (; at + 4 <= end; at += 4) this.#lines[++word] = this.#bytes.getInt32(at, true);
    if (at < end) this.#lines[++word] = this.#lastWord(at, end);
    if (this.#values[slot] === undefined) this.#taken.push(slot);
    this.#keys[slot] = this.#key;
    this.#values[slot] = value;
  }

  /** Up to three bytes before an end, filled up with zeros. */
  #lastWord(at: number, end: number): number {
    return this.#bytes.getInt32(at, true) & ((1 << (8 * (end - at))) - 1);
  }

  /** Finds the terminator of a segment, and a hash of what stands before it, four bytes at a time. */
  #scan(start: number, last: number): void {
    const bytes = this.#bytes;
    const terminators = this.#terminators;
    let hash = 0;
    this.#at = start;
    this.end = start - 1;
    for (let at = start; at < last; at += 4) {
      const word = bytes.getInt32(at, true);
      const differs = word ^ terminators;
      const zeros = (differs - 0x01010101) & ~differs & 0x80808080;
      if (zeros !== 0) {
        const bits = 24 - Math.clz32(zeros & -zeros);
        hash = mixed(hash, word & ((1 << bits) - 1));
        this.end = at + (bits >> 3);
        break;
      }
      hash = mixed(hash, word);
    }
    this.#hash = hash;
  }

  #label({ number }: Reads): number {
    return (number << 8) | (this.end - this.#at);
  }

  #isSame(by: Reads): boolean {
    const bytes = this.#bytes;
    const lines = this.#lines;
    let word = this.#slot * wordsInLine;
    if (lines[word] !== this.#label(by)) return false;
    const { end } = this;
    let at = this.#at;
    for (; at + 4 <= end; at += 4) if (bytes.getInt32(at, true) !== lines[++word]) return false;
    return at === end || this.#lastWord(at, end) === lines[word + 1];
  }
}

function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, spread);
  return product ^ (product >>> 15);
}
