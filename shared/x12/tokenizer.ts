import { type Delimiters, isAlphanumeric, scanIsa, standardDelimiters } from './delimiters.ts';
import type { Memory } from './memory.ts';
import { encodeText } from './text-encoding.ts';
import { byteText, type Window } from './window.ts';

/** A piece of a file: a segment, an ISA with its delimiters, or something that is neither. */
export interface Token extends Memory {
  readonly kind: 'isa' | 'segment' | 'cut-off' | 'overlong' | 'junk' | 'end';
  readonly line: number;
  /** Of what is overlong, of which the text is the beginning: the element, from 1, that alone makes it so. */
  readonly element?: number;
}

/** No segment of a healthcare transaction comes near: what is longer has lost its terminator. */
export const segmentLimit = 65_536;

/** So much of an overlong segment is told: its id, and the codes that say what it is. */
const headLength = 256;

const byteOrderMark = byteText(encodeText('\uFEFF'));

/** Blanks and line ends, and what old systems pad files with (NUL, Ctrl-Z). */
function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13 || code === 0 || code === 26;
}

/**
 * Cuts the text of a window into segments; `next()` gives what is complete. Nothing is kept but the segment at hand, and
 * each byte is looked at a bounded number of times.
 */
export class Tokenizer {
  readonly #window: Window;
  #lead = '';
  #delimiters: Delimiters | undefined;
  /** The segment terminator as it stands in the window's text. */
  #terminator = '';
  /** The delimiters whose line end is not yet known. */
  #fresh: { lineEnd: string } | undefined;
  /** Within a segment that is too long. */
  #skipping = false;
  /** Within what is no X12. */
  #inJunk = false;

  constructor(window: Window) {
    this.#window = window;
  }

  /** Whether the window stands before a segment. */
  get isBetweenSegments(): boolean {
    return this.#delimiters !== undefined && !this.#skipping && !this.#inJunk;
  }

  /** The end of the file as a token: the white space before it is what no segment followed. */
  get endOfFile(): Token {
    return this.#tokenOf('end', '', standardDelimiters);
  }

  next(): Token | undefined {
    if (this.#skipping && !this.#skipSegment()) return undefined;
    if (this.#inJunk && !this.#skipJunk()) return undefined;
    if (!this.#readLead()) return undefined;
    return this.#opensInterchange() ? this.#readIsa() : this.#readSegment();
  }

  /** Passes over white space; false when the text ends before anything else. */
  #readLead(): boolean {
    const window = this.#window;
    const start = window.at;
    let at = start;
    for (; at < window.end; at++) {
      if (isSpace(window.bytes[at] ?? 0)) continue;
      if (!window.text.startsWith(byteOrderMark, at)) break;
      at += byteOrderMark.length - 1;
    }
    if (at > start) {
      window.countLines(start, at);
      if (this.#lead.length < segmentLimit) this.#lead += window.slice(start, at);
      window.at = at;
    }
    if (at === window.end) return false;
    if (this.#fresh) this.#fresh.lineEnd = /^[\r\n]*/.exec(this.#lead)?.[0] ?? '';
    this.#fresh = undefined;
    return true;
  }

  #opensInterchange(): boolean {
    if (!this.#delimiters) return true;
    const { text, at } = this.#window;
    if (!text.startsWith('ISA', at)) return false;
    const next = text.charAt(at + 3);
    return next !== '' && !isAlphanumeric(next) && !this.#terminator.startsWith(next);
  }

  #readIsa(): Token | undefined {
    const window = this.#window;
    // Longer than any ISA, whatever its characters.
    const text = window.slice(window.at, Math.min(window.end, window.at + 2000));
    const scan = scanIsa(text, 0);
    // A last character that is not wholly there yet would be taken for another.
    const isIncomplete = scan.found === 'more-needed' || (scan.found === 'isa' && scan.end === text.length);
    if (isIncomplete && !window.ended) return undefined;
    if (scan.found === 'isa') {
      this.#delimiters = scan.delimiters;
      this.#terminator = byteText(encodeText(scan.delimiters.segment));
      const end = window.at + encodeText(text.slice(0, scan.end)).length;
      const token = this.#token('isa', end - this.#terminator.length);
      this.#passTerminator();
      this.#fresh = scan.delimiters;
      return token;
    }
    this.#delimiters = undefined;
    this.#inJunk = true;
    return this.#token('junk', window.at);
  }

  /** Drops text up to what may be an ISA; false when there is none yet. */
  #skipJunk(): boolean {
    const window = this.#window;
    const isa = /(?<![A-Za-z0-9])ISA[^A-Za-z0-9\s]/g;
    isa.lastIndex = window.at + 1;
    const found = isa.exec(window.text)?.index;
    // Four bytes are kept: the beginning of an ISA and the character before it.
    this.#pass(found ?? Math.max(window.at, window.end - (window.ended ? 0 : 4)));
    this.#inJunk = found === undefined && !window.ended;
    return !this.#inJunk;
  }

  #readSegment(): Token | undefined {
    const window = this.#window;
    const end = window.text.indexOf(this.#terminator, window.at);
    if ((end < 0 ? window.end : end) - window.at > segmentLimit) {
      this.#skipping = true;
      return this.#overlongToken(this.#delimiters ?? standardDelimiters);
    }
    if (end < 0) return window.ended ? this.#token('cut-off', window.end) : undefined;
    const token = this.#token('segment', end);
    this.#passTerminator();
    if (token.text.startsWith('IEA') && !isAlphanumeric(token.text.charAt(3))) this.#delimiters = undefined;
    return token;
  }

  #overlongToken(delimiters: Delimiters): Token {
    const { text, at } = this.#window;
    const token = this.#tokenOf('overlong', this.#window.slice(at, at + headLength), delimiters);
    this.#lead = '';
    const element = token.text.split(delimiters.element).length - 1;
    const next = text.indexOf(byteText(encodeText(delimiters.element)), at + headLength);
    const isAlone = element > 0 && (next < 0 || next - at > segmentLimit);
    return isAlone ? { ...token, element } : token;
  }

  /** Drops text up to and with the next terminator; false when it is not there yet. */
  #skipSegment(): boolean {
    const window = this.#window;
    const end = window.text.indexOf(this.#terminator, window.at);
    this.#pass(end < 0 ? window.end : end);
    if (end < 0) return false;
    this.#passTerminator();
    this.#skipping = false;
    return true;
  }

  #passTerminator(): void {
    this.#pass(this.#window.at + this.#terminator.length);
  }

  #pass(end: number): void {
    this.#window.countLines(this.#window.at, end);
    this.#window.at = end;
  }

  /** What stands before `end`, which is passed. */
  #token(kind: Token['kind'], end: number): Token {
    const token = this.#tokenOf(kind, this.#window.slice(this.#window.at, end), this.#delimiters ?? standardDelimiters);
    this.#lead = '';
    this.#pass(end);
    return token;
  }

  #tokenOf(kind: Token['kind'], text: string, delimiters: Delimiters): Token {
    const { base, at, line } = this.#window;
    return { kind, text, lead: this.#lead, offset: base + at, line, delimiters };
  }
}
