import { type CompiledLoop, loopId } from '../compile-loop.ts';
import type { CompiledSegment, SimpleType, Tell } from '../compile-segment.ts';
import { brokenCondition } from '../conditions.ts';
import { isDay, isTime, periodForm } from '../dates.ts';
import type { Delimiters } from '../delimiters.ts';
import { type Frame, type NotedSegment, partFrom } from '../frame.ts';
import type { Loop, LoopRuleAbout } from '../loop-notation.ts';
import type { Mark } from '../places.ts';
import type { SegmentSurroundings } from '../read-segment.ts';
import type { Segment, SegmentRuleAbout } from '../segment-notation.ts';
import type { Window } from '../window.ts';
import { componentEnd, elementEnd, repetitionEnd, segmentEnd } from './character-classes.ts';

/** Short texts and days that are kept, so that each is made once. */
const slots = 2048;

/** Digits of an amount that stays a safe integer in cents. */
const safeDigits = 13;

/** Powers of ten up to what keeps a quotient exact. */
const tens = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** A loop that is being read, with what was read of its parts so far. */
interface Scope {
  readonly loop: CompiledLoop;
  readonly parts: readonly unknown[];
  readonly above: Scope | undefined;
}

/**
 * Where generated code reads: at the elements of one segment after another. Its methods give undefined or NaN for all
 * that is not plainly right, and `at` tells whether that was the end of the window.
 */
export class Cursor {
  bytes: Uint8Array = new Uint8Array(8);
  text = '';
  classes: Uint8Array = new Uint8Array(256);
  end = 0;
  /** At the first element of a segment, or where reading failed. */
  at = 0;
  /** The segment's packed id; 0 when it is none or not there yet. */
  id = 0;
  /** Where the segment's id starts. */
  segmentAt = 0;
  line = 1;
  /** Ordinal of the segment in its transaction set. */
  segment = 0;
  /** What the head of a loop leaves behind: how often each part was read, the last position, what rules are reported at. */
  counts: number[] = [];
  position = 0;
  marks: (Mark | undefined)[] | undefined;
  notes: NotedSegment[] | undefined;
  /** What rules may know. No rule that generated code judges has a tally. */
  readonly about: LoopRuleAbout & SegmentRuleAbout;
  #scope: Scope | undefined;
  #owner: Frame | undefined;
  readonly #shortKeys = new Int32Array(slots);
  readonly #shortTexts: string[] = new Array<string>(slots).fill('');
  readonly #dayKeys = new Int32Array(slots);
  readonly #dayTexts: string[] = new Array<string>(slots).fill('');
  readonly #delimiters: Delimiters;
  #base = 0;
  #lastTerminator = -1;
  /** The class of what followed the text that was last told. */
  #toldBy = 0;

  constructor({ delimiters, written, codes }: SegmentSurroundings) {
    this.#delimiters = delimiters;
    const around = <Value>(of: Segment<Value> | Loop<Value>) => this.#partAround(of) as Value | undefined;
    this.about = { written, codes, tally: 0, around };
  }

  #partAround(of: Segment | Loop): unknown {
    for (let scope = this.#scope; scope; scope = scope.above) {
      const part = scope.loop.parts.find((candidate) => candidate.part.of === of);
      if (part) return scope.parts[part.index] ?? (part.part.list ? [] : undefined);
    }
    return this.#owner && partFrom(this.#owner, of);
  }

  /** Begins a unit inside a loop that is open; of the segments of a head it is noted how they stood. */
  begin(owner: Frame, isHead: boolean): void {
    this.#owner = owner;
    this.#scope = undefined;
    this.notes = isHead ? [] : undefined;
  }

  /** Comes to where a window stands, before the segment of an ordinal. */
  start(window: Window, classes: Uint8Array, segment: number): void {
    if (this.text !== window.text) this.#lastTerminator = window.text.lastIndexOf(this.#delimiters.segment);
    this.#base = window.base;
    this.bytes = window.bytes;
    this.text = window.text;
    this.classes = classes;
    this.end = window.end;
    this.line = window.line;
    this.segment = segment - 1;
    // A line end of which the first half has been read is one all the same.
    const isHalf = window.afterReturn && window.bytes[window.at] === 10;
    this.#arrive(isHalf ? window.at + 1 : window.at);
  }

  /** Goes on to the segment after a terminator. */
  next(terminator: number): void {
    const byte = this.bytes[terminator];
    if (byte === 10 || byte === 13) this.line++;
    this.#arrive(terminator + 1);
  }

  #arrive(from: number): void {
    const { bytes, classes } = this;
    const at = (bytes[from] as number) > 32 ? from : this.#passSpace(from);
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

  /** Gives up, here. */
  fail(at: number): undefined {
    this.at = at;
    return undefined;
  }

  /** All lists come from here, where V8 sees that few of them live long. */
  list(): unknown[] {
    return [];
  }

  /** Comes into a loop whose parts rules inside may ask for. */
  enter(loop: CompiledLoop): unknown[] {
    const parts: unknown[] = [];
    this.#scope = { loop, parts, above: this.#scope };
    return parts;
  }

  leave(): void {
    this.#scope = this.#scope?.above;
  }

  /** Whether a code is in a list outside the guide, or that is not known. */
  isListed(list: string, code: string): boolean {
    return this.about.codes?.(list, code) !== false;
  }

  /** Notes how a segment of a head stood. */
  note(value: object, mark: Mark, loop: CompiledLoop, segment: CompiledSegment): void {
    this.notes?.push({ value, mark, loop: loopId(loop), segment });
  }

  /** Notes where a part of a head first stood. */
  mark(index: number, segmentId: string): void {
    this.marks ??= [];
    this.marks[index] ??= this.place(segmentId);
  }

  place(segmentId: string): Mark {
    return { line: this.line, offset: this.#base + this.segmentAt, segment: this.segment, segmentId };
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
    let to = at;
    while (classes[bytes[to] as number] === 0) to++;
    this.#toldBy = classes[bytes[to] as number] as number;
    return this.packed(at, to);
  }

  /** Whether the codes of a segment are those of a use. */
  matches({ element, packed, composite, repeats }: Tell): boolean {
    if (!packed?.has(this.tell(element))) return false;
    return (
      this.#toldBy <= segmentEnd ||
      (composite && this.#toldBy === componentEnd) ||
      (repeats && this.#toldBy === repetitionEnd)
    );
  }

  /** Whether the segment has its terminator. */
  get isWhole(): boolean {
    return this.at <= this.#lastTerminator;
  }

  /** A text of one to four characters as an integer; one that is longer becomes none that a text has. */
  packed(from: number, to: number): number {
    if (to - from > 4) return -1;
    const { bytes } = this;
    let packed = 0;
    for (let at = from; at < to; at++) packed = (packed << 8) | (bytes[at] as number);
    return packed;
  }

  /** A text of one to four characters, the same string each time. */
  short(from: number, to: number): string {
    const packed = this.packed(from, to);
    const slot = (packed ^ (packed >>> 11) ^ (packed >>> 22)) & (slots - 1);
    if (this.#shortKeys[slot] === packed) return this.#shortTexts[slot] as string;
    const text = this.text.slice(from, to);
    this.#shortKeys[slot] = packed;
    this.#shortTexts[slot] = text;
    return text;
  }

  /** The digits between, as a number; -1 when there is anything else or too many of them. */
  #digits(from: number, to: number): number {
    if (to <= from || to - from > 15) return -1;
    const { bytes } = this;
    let value = 0;
    for (let at = from; at < to; at++) {
      const digit = (bytes[at] as number) - 48;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    return value;
  }

  whole(from: number, to: number, min: number, max: number): number {
    const isNegative = this.bytes[from] === 45;
    const start = isNegative ? from + 1 : from;
    const value = this.#digits(start, to);
    // A zero with a sign is left to others.
    if (value < 0 || to - start < min || to - start > max || (isNegative && value === 0)) return Number.NaN;
    return isNegative ? -value : value;
  }

  /** Cents. */
  money(from: number, to: number, min: number, most: number): number {
    const max = Math.min(most, safeDigits);
    const point = this.#point(from, to);
    if (point === to) return this.whole(from, to, min, max) * 100;
    const places = to - point - 1;
    if (places === 0 || places > 2) return Number.NaN;
    const value = this.#joined(from, point, to, min, max);
    return places === 2 ? value : value * 10;
  }

  decimal(from: number, to: number, min: number, max: number): number {
    const point = this.#point(from, to);
    if (point === to) return this.whole(from, to, min, max);
    return this.#joined(from, point, to, min, max) / (tens[to - point - 1] as number);
  }

  #point(from: number, to: number): number {
    const { bytes } = this;
    let at = from;
    while (at < to && bytes[at] !== 46) at++;
    return at;
  }

  /** The digits on both sides of a point as one whole number. */
  #joined(from: number, point: number, to: number, min: number, max: number): number {
    const isNegative = this.bytes[from] === 45;
    const start = isNegative ? from + 1 : from;
    const length = to - start - 1;
    if (length > 15 || length < min || length > max) return Number.NaN;
    const whole = point === start ? 0 : this.#digits(start, point);
    const fraction = this.#digits(point + 1, to);
    if (whole < 0 || fraction < 0) return Number.NaN;
    const value = whole * (tens[to - point - 1] as number) + fraction;
    if (isNegative) return value === 0 ? Number.NaN : -value;
    return value;
  }

  /** CCYYMMDD; the same string for a day each time. */
  day(from: number, to: number): string | undefined {
    if (to - from !== 8) return undefined;
    const number = this.#digits(from, to);
    if (number < 0) return undefined;
    const slot = (number ^ (number >>> 9)) & (slots - 1);
    if (this.#dayKeys[slot] === number) return this.#dayTexts[slot];
    const text = this.text.slice(from, to);
    if (!isDay(text, 8)) return undefined;
    this.#dayKeys[slot] = number;
    this.#dayTexts[slot] = text;
    return text;
  }

  /** YYMMDD */
  shortDay(from: number, to: number): string | undefined {
    const text = this.text.slice(from, to);
    return isDay(text, 6) ? text : undefined;
  }

  time(from: number, to: number, min: number, max: number): string | undefined {
    const text = this.text.slice(from, to);
    return to - from >= min && to - from <= max && isTime(text) ? text : undefined;
  }

  /** A period of the form that the element before it names. */
  period(format: string | undefined, from: number, to: number, { min, max }: SimpleType): string | undefined {
    if (to - from < min || to - from > max) return undefined;
    if (format === 'D8') return this.day(from, to);
    const text = this.text.slice(from, to);
    const form = format === undefined ? undefined : periodForm(format);
    return form && !form.holds(text) ? undefined : text;
  }

  /** Whether the segment that ends here keeps to the conditions of the standard. */
  keepsConditions(segment: CompiledSegment, end: number): boolean {
    const texts = this.text.slice(this.segmentAt, end).split(this.#delimiters.element);
    return segment.conditions.every((condition) => !brokenCondition(segment.id, condition, texts));
  }
}
