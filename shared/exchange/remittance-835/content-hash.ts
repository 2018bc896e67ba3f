import { createHash } from 'node:crypto';
import { canonical } from '../canonical.ts';

/**
 * SHA-256 of what a remittance says: of its segments' values, so that neither control numbers nor delimiters nor how a
 * number is written make a difference.
 */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}
