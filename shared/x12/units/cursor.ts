import type { Condition, Tell } from '../compile-segment.ts';
import { brokenCondition } from '../conditions.ts';
import { type Delimiters, standardDelimiters } from '../delimiters.ts';
import type { Frame } from '../frame.ts';
import type { LoopRuleAbout } from '../loop-notation.ts';
import { type NotedPart, NoteTaker } from '../notes.ts';
import type { Mark } from '../places.ts';
import type { SegmentSurroundings } from '../read-segment.ts';
import type { SegmentRuleAbout } from '../segment-notation.ts';
import type { Window } from '../window.ts';
import { ByteMemory } from './byte-memory.ts';
import { characterClasses, componentEnd, elementEnd, repetitionEnd, segmentEnd } from './character-classes.ts';
import { FieldReader, newStack } from './field-reader.ts';
import { OpenScopes } from './open-scopes.ts';
import { isAmong } from './packed.ts';

/**
 * Where units are read: at the elements of one segment after another. Its methods give undefined or NaN for all
 * that is not plainly right, and `at` tells whether that was the end of the window.
 */
export class Cursor extends FieldReader {
  end = 0;
  /** The segment's packed id; 0 when it is none or not there yet. */
  id = 0;
  /** Where the segment's id starts. */
  segmentAt = 0;
  line = 1;
  /** Ordinal of the segment in its transaction set. */
  segment = 0;
  /** What the head of a loop leaves behind: how often each part was read, the last position, how its segments stood. */
  counts: number[] = [];
  position = 0;
  readonly notes = new NoteTaker();
  /** Whether how segments stand is to be noted. */
  isNoting = false;
  /** What rules may know. No rule that is judged here has a tally. */
  about: LoopRuleAbout & SegmentRuleAbout = {
    written: undefined,
    codes: undefined,
    tally: 0,
    tallyOf: () => 0,
    around: (of) => this.scopes.find(of, this.stack) as never,
  };
  /** Segments that were here before. */
  readonly memory = new ByteMemory<object>(12);
  /** The loops that are being read. */
  readonly scopes = new OpenScopes();
  #delimiters: Delimiters = standardDelimiters;
  #base = 0;
  #lastTerminator = -1;
  /** The class of what followed the text that was last told. */
  #toldBy = 0;

  /** Comes to a transaction set; false when its delimiters are not for here. What is remembered holds for one like it alone. */
  turnTo({ delimiters, written, codes }: SegmentSurroundings): boolean {
    const classes = characterClasses(delimiters);
    if (!classes) return false;
    const { about } = this;
    if (about.written !== written || about.codes !== codes || classes.some((of, byte) => of !== this.classes[byte])) {
      this.memory.forget();
      this.memory.endSegmentsBy(delimiters.segment);
      this.about = { ...about, written, codes };
    }
    this.classes = classes;
    this.codes = codes;
    this.#delimiters = delimiters;
    return true;
  }

  /** Leaves a file, and all that was in it. */
  leaveFile(): void {
    this.memory.forget();
    this.scopes.clear();
    this.stack = newStack();
    this.bytes = new Uint8Array(8);
    this.text = '';
    this.memory.turnTo(this.bytes);
  }

  /** Begins a unit inside a loop that is open; of the segments of a head it is noted how they stood. */
  begin(owner: Frame, isHead: boolean): void {
    this.scopes.begin(owner);
    this.top = 0;
    this.notes.clear();
    this.isNoting = isHead;
  }

  /** Comes to where a window stands, before the segment of an ordinal. */
  start(window: Window, segment: number): void {
    if (this.text !== window.text) {
      this.#lastTerminator = window.text.lastIndexOf(this.#delimiters.segment);
      this.stack = newStack();
    }
    this.#base = window.base;
    this.bytes = window.bytes;
    this.text = window.text;
    this.memory.turnTo(window.bytes);
    this.end = window.end;
    this.line = window.line;
    this.segment = segment - 1;
    // A line end of which the first half has been read is one all the same.
    const isHalf = window.afterReturn && window.bytes[window.at] === 10;
    this.#arrive(isHalf ? window.at + 1 : window.at);
  }

  /** Reads a segment of a head, and notes how it stood. */
  note(reader: NotedPart & { read(c: Cursor): object | undefined }): object | undefined {
    const { line, offset, segment } = this;
    const value = reader.read(this);
    return value && this.notes.add(value, reader, line, offset, segment);
  }

  /** Goes on to the next segment. */
  pass(): void {
    const byte = this.bytes[this.terminator];
    if (byte === 10 || byte === 13) this.line++;
    this.#arrive(this.terminator + 1);
  }

  #arrive(from: number): void {
    const { bytes, classes } = this;
    let at = from;
    if ((bytes[at] as number) <= 32) {
      // Most files have one LF there.
      const isOneLineEnd = bytes[at] === 10 && (bytes[at + 1] as number) > 32 && (at === 0 || bytes[at - 1] !== 13);
      if (isOneLineEnd) this.line++;
      at = isOneLineEnd ? at + 1 : this.#passSpace(at);
    }
    this.segmentAt = at;
    this.segment++;
    const first = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    if (classes[bytes[at + 2] as number] === elementEnd) {
      this.id = first;
      this.at = at + 3;
    } else if (classes[bytes[at + 3] as number] === elementEnd) {
      this.id = (first << 8) | (bytes[at + 2] as number);
      this.at = at + 4;
    } else {
      this.id = 0;
      this.at = at + 4 > this.end ? this.end : at;
    }
  }

  #passSpace(from: number): number {
    const { bytes, end } = this;
    let at = from;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === 13 || (byte === 10 && bytes[at - 1] !== 13)) this.line++;
      else if (byte !== 10 && byte !== 32 && byte !== 9 && byte !== 0 && byte !== 26) break;
    }
    return at;
  }

  place(segmentId: string): Mark {
    return { line: this.line, offset: this.offset, segment: this.segment, segmentId };
  }

  /** Of the segment, in the file. */
  get offset(): number {
    return this.#base + this.segmentAt;
  }

  /** The packed text of an element, up to its first component; 0 when it is empty, -1 when it is too long to pack. */
  tell(element: number): number {
    const { bytes, classes } = this;
    let at = this.at;
    for (let count = 1; count < element; count++) {
      for (; classes[bytes[at] as number] !== elementEnd; at++) {
        if (classes[bytes[at] as number] === segmentEnd || at >= this.end) return 0;
      }
      at++;
    }
    let packed = 0;
    let to = at;
    for (; classes[bytes[to] as number] === 0; to++) packed = (packed << 8) | (bytes[to] as number);
    this.#toldBy = classes[bytes[to] as number] as number;
    return to - at > 4 ? -1 : packed;
  }

  /** Whether the codes of a segment are those of a use. */
  matches({ element, packed, composite, repeats }: Tell): boolean {
    if (!packed || !isAmong(packed, this.tell(element))) return false;
    return (
      this.#toldBy === elementEnd ||
      this.#toldBy === segmentEnd ||
      (composite && this.#toldBy === componentEnd) ||
      (repeats && this.#toldBy === repetitionEnd)
    );
  }

  /** Whether the segment has its terminator. */
  get isWhole(): boolean {
    return this.at <= this.#lastTerminator;
  }

  /** Whether the segment that ends here keeps to a condition of the standard. */
  keepsCondition(segmentId: string, condition: Condition): boolean {
    const texts = this.text.slice(this.segmentAt, this.terminator).split(this.#delimiters.element);
    return !brokenCondition(segmentId, condition, texts);
  }
}
