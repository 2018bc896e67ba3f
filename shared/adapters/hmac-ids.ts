import { createHmac, createSecretKey } from 'node:crypto';
import type { Ids } from '../ports/index.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** The whole characters in 256 bits, five bits each. */
const mostCharacters = 51;

/** The first `length` characters of the bytes in base32 (RFC 4648). */
function base32(bytes: Uint8Array, length: number): string {
  let text = '';
  let bits = 0;
  let bitCount = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    bitCount += 8;
    for (; bitCount >= 5 && text.length < length; bitCount -= 5) text += alphabet[(bits >>> (bitCount - 5)) & 31];
    if (text.length === length) break;
  }
  return text;
}

/** Ids by HMAC-SHA-256 under the home's key. */
export function hmacIds(key: Uint8Array): Ids {
  const secret = createSecretKey(key);
  return {
    derive(length, ...parts) {
      if (!Number.isInteger(length) || length < 1 || length > mostCharacters) {
        throw new RangeError(`an id has 1 to ${mostCharacters} characters`);
      }
      // As JSON, so that ('ab', 'c') and ('a', 'bc') differ.
      return base32(createHmac('sha256', secret).update(JSON.stringify(parts)).digest(), length);
    },
  };
}
