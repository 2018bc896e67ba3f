import type { Ids } from '../../../shared/ports/index.ts';

/**
 * A place in a list, as callers carry it: signed together with what was asked for, so that it goes on in the same list
 * and in no other.
 */
export interface Cursors {
  write(place: string): string;
  /** Undefined when it was not written for this list. */
  read(cursor: string): string | undefined;
}

export function cursorsOf(ids: Ids, ...list: readonly string[]): Cursors {
  const signature = (place: string): string => ids.derive(26, 'cursor', ...list, place);
  return {
    write: (place) => `${Buffer.from(place).toString('base64url')}.${signature(place)}`,
    read(cursor) {
      const [encoded = '', signed] = cursor.split('.', 2);
      const place = Buffer.from(encoded, 'base64url').toString();
      return signed === signature(place) ? place : undefined;
    },
  };
}
