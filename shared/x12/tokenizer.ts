import { type Delimiters, isAlphanumeric, scanIsa, standardDelimiters } from './delimiters.ts';
import type { Memory } from './memory.ts';

/** A piece of a file: a segment, an ISA with its delimiters, or something that is neither. */
export interface Token extends Memory {
  readonly kind: 'isa' | 'segment' | 'cut-off' | 'overlong' | 'junk' | 'end';
  readonly line: number;
}

/** No segment of a healthcare transaction comes near: what is longer has lost its terminator. */
export const segmentLimit = 65_536;

/** Blanks and line ends, a byte order mark, and what old systems pad files with (NUL, Ctrl-Z). */
function isSpace(code: number): boolean {
  if (code > 32) return code === 0xfeff;
  return code === 32 || code === 9 || code === 10 || code === 13 || code === 0 || code === 26;
}

/**
 * Cuts text into segments. Text is pushed as it comes, cut anywhere; `next()` gives what is complete. Nothing is kept
 * but the segment at hand, and each character is looked at a bounded number of times.
 */
export class Tokenizer {
  #text = '';
  #at = 0;
  /** Offset in the file of the first character of #text. */
  #base = 0;
  /** Pieces pushed since the terminator was last sought in vain. */
  #pieces: string[] = [];
  #piecesLength = 0;
  #sought = false;
  #ended = false;
  #lead = '';
  #line = 1;
  #carriageReturn = false;
  #delimiters: Delimiters | undefined;
  /** The delimiters whose line end is not yet known. */
  #fresh: { lineEnd: string } | undefined;
  /** Within a segment that is too long. */
  #skipping = false;
  /** Within what is no X12. */
  #inJunk = false;

  push(text: string): void {
    if (this.#sought && this.#delimiters && !text.includes(this.#delimiters.segment)) {
      if (this.#skipping) {
        this.#countLines(text);
        this.#base += text.length;
        return;
      }
      this.#pieces.push(text);
      this.#piecesLength += text.length;
      if (this.#text.length - this.#at + this.#piecesLength <= segmentLimit) return;
      this.#join('');
    } else this.#join(text);
    this.#sought = false;
  }

  #join(text: string): void {
    this.#base += this.#at;
    this.#text = this.#text.slice(this.#at) + this.#pieces.join('') + text;
    this.#at = 0;
    this.#pieces = [];
    this.#piecesLength = 0;
  }

  end(): void {
    this.#join('');
    this.#ended = true;
    this.#sought = false;
  }

  /** The end of the file as a token: the white space before it is what no segment followed. */
  get endOfFile(): Token {
    return {
      kind: 'end',
      text: '',
      lead: this.#lead,
      offset: this.#base + this.#at,
      line: this.#line,
      delimiters: standardDelimiters,
    };
  }

  next(): Token | undefined {
    if (this.#sought) return undefined;
    if (this.#skipping && !this.#skipSegment()) return undefined;
    if (this.#inJunk && !this.#skipJunk()) return undefined;
    if (!this.#readLead()) return undefined;
    const token = this.#opensInterchange() ? this.#readIsa() : this.#readSegment();
    if (!token) this.#sought = true;
    return token;
  }

  /** Passes over white space; false when the text ends before anything else. */
  #readLead(): boolean {
    const start = this.#at;
    while (this.#at < this.#text.length && isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
    if (this.#at > start) {
      const space = this.#text.slice(start, this.#at);
      this.#countLines(space);
      if (this.#lead.length < segmentLimit) this.#lead += space;
    }
    if (this.#at === this.#text.length) return false;
    if (this.#fresh) this.#fresh.lineEnd = /^[\r\n]*/.exec(this.#lead)?.[0] ?? '';
    this.#fresh = undefined;
    return true;
  }

  #opensInterchange(): boolean {
    if (!this.#delimiters) return true;
    if (!this.#text.startsWith('ISA', this.#at)) return false;
    const next = this.#text.charAt(this.#at + 3);
    return next !== '' && !isAlphanumeric(next) && next !== this.#delimiters.segment;
  }

  #readIsa(): Token | undefined {
    const scan = scanIsa(this.#text, this.#at);
    if (scan.found === 'isa') {
      this.#delimiters = scan.delimiters;
      const token = this.#token('isa', scan.end - 1);
      this.#at = scan.end;
      this.#fresh = scan.delimiters;
      return token;
    }
    if (scan.found === 'more-needed' && !this.#ended) return undefined;
    this.#delimiters = undefined;
    this.#inJunk = true;
    return this.#token('junk', this.#at);
  }

  /** Drops text up to what may be an ISA; false when there is none yet. */
  #skipJunk(): boolean {
    const isa = /(?<![A-Za-z0-9])ISA[^A-Za-z0-9\s]/g;
    isa.lastIndex = this.#at + 1;
    const found = isa.exec(this.#text)?.index;
    // Four characters are kept: the beginning of an ISA and the character before it.
    const end = found ?? Math.max(this.#at, this.#text.length - (this.#ended ? 0 : 4));
    this.#countLines(this.#text.slice(this.#at, end));
    this.#at = end;
    this.#inJunk = found === undefined && !this.#ended;
    return !this.#inJunk;
  }

  #readSegment(): Token | undefined {
    const terminator = this.#delimiters?.segment ?? '';
    const end = this.#text.indexOf(terminator, this.#at);
    if ((end < 0 ? this.#text.length : end) - this.#at > segmentLimit) {
      const token = this.#token('overlong', this.#at);
      this.#skipping = true;
      return token;
    }
    if (end < 0) {
      if (!this.#ended) return undefined;
      const token = this.#token('cut-off', this.#text.length);
      this.#at = this.#text.length;
      return token;
    }
    const token = this.#token('segment', end);
    this.#at = end;
    this.#passTerminator(terminator);
    if (token.text.startsWith('IEA') && !isAlphanumeric(token.text.charAt(3))) this.#delimiters = undefined;
    return token;
  }

  #passTerminator(terminator: string): void {
    this.#at++;
    if (terminator === '\n' || terminator === '\r') this.#countLines(terminator);
  }

  /** Drops text up to and with the next terminator; false when it is not there yet. */
  #skipSegment(): boolean {
    const terminator = this.#delimiters?.segment ?? '';
    const end = this.#text.indexOf(terminator, this.#at);
    this.#countLines(this.#text.slice(this.#at, end < 0 ? undefined : end));
    this.#at = end < 0 ? this.#text.length : end;
    if (end < 0) {
      this.#join('');
      this.#sought = true;
      return false;
    }
    this.#passTerminator(terminator);
    this.#skipping = false;
    return true;
  }

  #token(kind: Token['kind'], end: number): Token {
    const text = this.#text.slice(this.#at, end);
    const token = {
      kind,
      text,
      lead: this.#lead,
      offset: this.#base + this.#at,
      line: this.#line,
      delimiters: this.#delimiters ?? standardDelimiters,
    };
    this.#lead = '';
    if (text.includes('\n') || text.includes('\r')) this.#countLines(text);
    else this.#carriageReturn = false;
    return token;
  }

  /** CR LF is one line end, also when a chunk ends between the two. */
  #countLines(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const character = text.charCodeAt(at);
      if (character === 13 || (character === 10 && !this.#carriageReturn)) this.#line++;
      this.#carriageReturn = character === 13;
    }
  }
}
