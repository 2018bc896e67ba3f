import { delimiterFaults } from '../delimiter-faults.ts';
import type { FileIssue } from './file-check.ts';

/** So much of an interchange tells what divides it. */
const glance = 262_144;

const latin1 = new TextDecoder('latin1');

/** A separator that an interchange declares and does not use; `offset` is that of its ISA. */
export interface DelimiterFault {
  readonly offset: number;
  readonly issue: FileIssue;
}

/**
 * Passes the bytes of a file on, with what its ISAs should have declared where they declare separators that they do not
 * use. Holds no more than what tells.
 */
export async function* mendDelimiters(
  source: AsyncIterable<Uint8Array>,
  found: (fault: DelimiterFault) => void,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  let base = 0;
  /** From where in `held` no ISA has been sought. */
  let unsought = 0;

  function judge(start: number, end: number): void {
    const piece = held.subarray(start, Math.min(end, start + glance));
    const text = latin1.decode(piece);
    const { issues, mended } = delimiterFaults(text);
    for (const issue of issues) found({ offset: base + start, issue });
    for (let at = 0; at < isaLength; at++) {
      if (mended[at] !== text[at]) held[start + at] = mended.charCodeAt(at);
    }
  }

  /** Mends what can be judged; says how much of `held` may go. */
  function mend(isEnd: boolean): number {
    for (;;) {
      const start = findIsa(held, unsought);
      if (start < 0) {
        // An ISA may begin in the last three bytes, and is told by the character before it.
        unsought = Math.max(unsought, held.length - 3);
        return Math.max(0, held.length - 4);
      }
      const next = findIsa(held, start + 3);
      if (next < 0 && !isEnd && held.length - start < glance) {
        unsought = start;
        return Math.max(0, start - 1);
      }
      judge(start, next < 0 ? held.length : next);
      unsought = start + 3;
    }
  }

  for await (const chunk of source) {
    held = joined(held, chunk);
    const done = mend(false);
    yield held.subarray(0, done);
    held = held.slice(done);
    base += done;
    unsought -= done;
  }
  mend(true);
  yield held;
}

const isaLength = 106;
const letters = { I: 73, S: 83, A: 65 } as const;

function findIsa(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(letters.I, from); at >= 0; at = bytes.indexOf(letters.I, at + 1)) {
    if (bytes[at + 1] !== letters.S || bytes[at + 2] !== letters.A) continue;
    const after = bytes[at + 3];
    if (after !== undefined && !isWordOrSpace(after) && !isWordOrSpace(bytes[at - 1] ?? 0, false)) return at;
  }
  return -1;
}

function isWordOrSpace(byte: number, orSpace = true): boolean {
  if (orSpace && (byte === 32 || (byte >= 9 && byte <= 13))) return true;
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const whole = new Uint8Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
}
