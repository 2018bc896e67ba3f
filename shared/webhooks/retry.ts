import { createHash } from 'node:crypto';

const second = 1_000;
const hour = 3_600 * second;
const firstPause = 15 * second;
const longestPause = 6 * hour;
/** So long a delivery is tried again after its first attempt. */
const giveUpAfter = 48 * hour;

/** Between 0 and 1, the same each time: endpoints that failed together do not come back together. */
function spread(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE() / 2 ** 32;
}

/** What a receiver asks for with Retry-After: seconds, or a date in the form of HTTP; in milliseconds from now. */
function askedPause(retryAfter: string, now: Date): number {
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * second;
  const until = /GMT$/.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN;
  return Number.isNaN(until) ? 0 : until - now.getTime();
}

export interface FailedAttempt {
  /** Made so far, this one included. */
  readonly attempts: number;
  readonly firstAt: Date;
  readonly now: Date;
  readonly retryAfter?: string | undefined;
  /** What is delivered to whom. */
  readonly key: string;
}

/**
 * When to try again: after 15 seconds, then three times as long each time, up to six hours, a fifth more or less.
 * Retry-After makes it later, up to six hours. Undefined two days after the first attempt: it is given up.
 */
export function nextAttempt({ attempts, firstAt, now, retryAfter, key }: FailedAttempt): Date | undefined {
  const pause = Math.min(firstPause * 3 ** (attempts - 1), longestPause) * (0.8 + 0.4 * spread(`${key} ${attempts}`));
  const asked = retryAfter === undefined ? 0 : Math.min(askedPause(retryAfter, now), longestPause);
  const next = now.getTime() + Math.round(Math.max(pause, asked));
  return next > firstAt.getTime() + giveUpAfter ? undefined : new Date(next);
}
