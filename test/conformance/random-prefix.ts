import { randomBytes } from 'node:crypto';

/** Keeps a test to itself in a table, bucket or queue that it shares with others. */
export function randomPrefix(): string {
  return `t${randomBytes(8).toString('hex')}`;
}
