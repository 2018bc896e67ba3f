import { isDay, isTime, periodForm } from '../dates.ts';

/** Short texts and days that are kept, so that each is made once. */
const slots = 2048;

const latin1 = new TextDecoder('latin1');

/** Digits of an amount that stays a safe integer in cents. */
const safeDigits = 13;

/** Powers of ten up to what keeps a quotient exact. */
const tens = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** All lists that are empty: a claim has dozens. */
export const nothing: readonly unknown[] = Object.freeze([]);

/** Reads simple values between two places of a window; undefined or NaN when one is not plainly right. */
export class ValueReader {
  bytes: Uint8Array = new Uint8Array(8);
  text = '';
  classes: Uint8Array = new Uint8Array(256);
  /** Whether what is read will be kept: its texts must not be slices, which keep all of the window. */
  keeps = false;
  readonly #shortKeys = new Int32Array(slots);
  readonly #shortTexts: string[] = new Array<string>(slots).fill('');
  readonly #dayKeys = new Int32Array(slots);
  readonly #dayTexts: string[] = new Array<string>(slots).fill('');

  slice(from: number, to: number): string {
    // Shorter ones are no slices.
    return this.keeps && to - from > 12 ? latin1.decode(this.bytes.subarray(from, to)) : this.text.slice(from, to);
  }

  /** A text of one to four characters as an integer; one that is longer becomes none that a text has. */
  packed(from: number, to: number): number {
    if (to - from > 4) return -1;
    const { bytes } = this;
    let packed = 0;
    for (let at = from; at < to; at++) packed = (packed << 8) | (bytes[at] as number);
    return packed;
  }

  plainText(from: number, to: number, min: number, max: number): string | undefined {
    return this.#isPlain(from, to, min, max) ? this.slice(from, to) : undefined;
  }

  /** One that is often the same when it is short: then it is the same string each time. */
  shortText(from: number, to: number, min: number, max: number): string | undefined {
    if (!this.#isPlain(from, to, min, max)) return undefined;
    return to - from <= 4 ? this.short(from, to) : this.slice(from, to);
  }

  /** Whether it has its length, and no spaces around it. */
  #isPlain(from: number, to: number, min: number, max: number): boolean {
    const length = to - from;
    return length >= min && length <= max && this.bytes[from] !== 32 && this.bytes[to - 1] !== 32;
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
    const text = this.slice(from, to);
    return to - from >= min && to - from <= max && isTime(text) ? text : undefined;
  }

  /** A period of the form that the element before it names. */
  period(format: string | undefined, from: number, to: number, min: number, max: number): string | undefined {
    if (to - from < min || to - from > max) return undefined;
    if (format === 'D8') return this.day(from, to);
    const text = this.slice(from, to);
    const form = format === undefined ? undefined : periodForm(format);
    return form && !form.holds(text) ? undefined : text;
  }
}
