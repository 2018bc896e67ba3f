import { createHash } from 'node:crypto';
import { SafeError } from '../safe-error.ts';

const fewestCharacters = 32;

const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** The key for `hmacIds` that a seed always gives, so that a home can be made again with the same ids. */
export function seededKey(seed: number): Uint8Array {
  if (!Number.isSafeInteger(seed)) throw new SafeError('a seed is a whole number');
  return sha256(`claimwright home key from seed ${seed}`);
}

/** The key for `hmacIds` from a secret's text. A short secret could be found by trying. */
export function keyOfSecret(text: string): Uint8Array {
  if (text.length < fewestCharacters) {
    throw new SafeError(
      `the secret that ids are made under has under ${fewestCharacters} characters: make a longer one`,
    );
  }
  return sha256(text);
}
