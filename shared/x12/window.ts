import { decodeText } from './text-encoding.ts';

/** Bytes in a window besides what is left of the ones before. Small pieces die young and keep memory flat. */
export const pieceSize = 16_384;

/** Readers of bytes may look ahead so far without asking where the window ends: NULs stand there. */
const lookAhead = 8;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder('latin1');

function decodeAscii(bytes: Uint8Array): string | undefined {
  try {
    const text = utf8.decode(bytes);
    return text.length === bytes.length ? text : undefined;
  } catch {
    return undefined;
  }
}

/** One character a byte, so that offsets in the text are offsets in the bytes. */
export function byteText(bytes: Uint8Array): string {
  return decodeAscii(bytes) ?? latin1.decode(bytes);
}

/** The part of a file that is being read, as bytes and as one character a byte. */
export class Window {
  bytes = new Uint8Array(lookAhead);
  text = '';
  /** Where reading stands, and where the window ends. */
  at = 0;
  end = 0;
  /** Offset in the file of the window's first byte. */
  base = 0;
  /** Line of the file at `at`. */
  line = 1;
  /** Whether the byte before `at` is a CR, whose LF is part of the same line end. */
  afterReturn = false;
  /** Whether nothing follows. */
  ended = false;
  #isAscii = true;

  /** Drops what has been read and appends what comes next. */
  push(piece: Uint8Array): void {
    const rest = this.end - this.at;
    const end = rest + piece.length;
    // Twice a whole piece, since a rest of nearly one may stand before the next; a small file needs no more than itself.
    const room = piece.length < pieceSize ? end : 2 * end;
    const target = end + lookAhead > this.bytes.length ? new Uint8Array(room + lookAhead) : this.bytes;
    target.set(this.bytes.subarray(this.at, this.end));
    target.set(piece, rest);
    target.fill(0, end, end + lookAhead);
    this.base += this.at;
    this.bytes = target;
    this.at = 0;
    this.end = end;
    const bytes = target.subarray(0, end);
    const ascii = decodeAscii(bytes);
    this.#isAscii = ascii !== undefined;
    this.text = ascii ?? latin1.decode(bytes);
  }

  /** What stands there in the characters of the file. */
  slice(start: number, end: number): string {
    return this.#isAscii ? this.text.slice(start, end) : decodeText(this.bytes.subarray(start, end));
  }

  /** CR LF is one line end, also when a window ends between the two. */
  countLines(start: number, end: number): void {
    for (let at = start; at < end; at++) {
      const byte = this.bytes[at];
      if (byte === 13 || (byte === 10 && !this.afterReturn)) this.line++;
      this.afterReturn = byte === 13;
    }
  }
}

/** Cuts pieces for a window out of whatever comes: no smaller ones, save the last. */
export class PieceCutter {
  #rest: Uint8Array = new Uint8Array();
  #length = 0;

  *cut(chunk: Uint8Array): Generator<Uint8Array> {
    let at = 0;
    if (this.#length > 0) {
      at = Math.min(pieceSize - this.#length, chunk.length);
      this.#keep(chunk.subarray(0, at));
      if (this.#length < pieceSize) return;
      this.#length = 0;
      yield this.#rest;
    }
    for (; at + pieceSize <= chunk.length; at += pieceSize) yield chunk.subarray(at, at + pieceSize);
    this.#keep(chunk.subarray(at));
  }

  /** A small file that comes at once is copied once and no more. */
  #keep(part: Uint8Array): void {
    const length = this.#length + part.length;
    if (length > this.#rest.length) {
      const rest = new Uint8Array(this.#length === 0 ? length : pieceSize);
      rest.set(this.#rest.subarray(0, this.#length));
      this.#rest = rest;
    }
    this.#rest.set(part, this.#length);
    this.#length = length;
  }

  last(): Uint8Array {
    return this.#rest.subarray(0, this.#length);
  }
}
