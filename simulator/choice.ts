import { createHash } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function digest(parts: readonly (string | number | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(typeof part === 'number' ? String(part) : part);
    // Keeps ('ab', 'c') and ('a', 'bc') apart.
    hash.update('\u0000');
  }
  return hash.digest();
}

/** `length` (at most 32) characters of A–Z and 2–7 that stand for what they are derived from. */
export function derive(length: number, ...parts: readonly (string | number | Uint8Array)[]): string {
  return Array.from(digest(parts).subarray(0, length), (byte) => alphabet[byte % 32]).join('');
}

/** `count` decimal digits that stand for what they are derived from. */
export function deriveDigits(count: number, ...parts: readonly (string | number | Uint8Array)[]): string {
  return String(digest(parts).readUIntBE(0, 6) % 10 ** count).padStart(count, '0');
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A whole number of the range, the same one every time for the same parts. */
export function choose(range: Range, ...parts: readonly (string | number)[]): number {
  return range.from + (digest(parts).readUInt32BE(0) % (range.to - range.from + 1));
}
