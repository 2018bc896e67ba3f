import { SafeError } from '../safe-error.ts';

const mostBytes = 1024;
const mostSegmentBytes = 255;

function isPlain(segment: string): boolean {
  return /^[^.\\\p{Cc}][^\\\p{Cc}]*$/u.test(segment) && Buffer.byteLength(segment) <= mostSegmentBytes;
}

/**
 * Throws a SafeError unless the key is a relative path of plain names. The message does not repeat it: a wrong key may
 * be a name somebody gave.
 */
export function refuseObjectKey(key: string): void {
  if (!key.isWellFormed() || Buffer.byteLength(key) > mostBytes || !key.split('/').every(isPlain)) {
    throw new SafeError('an object key must be a relative path of names that do not begin with a dot');
  }
}
