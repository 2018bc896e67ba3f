import type { MiddlewareHandler } from 'hono';
import type { Clock, Items } from '../../../shared/ports/index.ts';
import { problem, problemResponse } from '../problem.ts';
import type { ApiEnv } from './environment.ts';

/** So many requests of one caller in each window of the clock, whichever process answers them. */
export interface RateLimit {
  readonly requests: number;
  readonly windowSeconds: number;
}

export const limitOf = (requestsPerSecond: number): RateLimit => ({
  requests: requestsPerSecond * 10,
  windowSeconds: 10,
});

export const usualLimit = limitOf(300);

/** Requests that this process may let through without asking the store again. */
interface Lease {
  readonly window: number;
  /** The store had none left. */
  readonly isOver: boolean;
  left: number;
}

/**
 * Takes leases of a fiftieth of the limit from a count in the store, so that few requests cost a write. Answers how many
 * seconds the caller has to wait; undefined when he need not.
 */
export function rateLimiter(
  items: Items,
  wall: Clock,
  { requests, windowSeconds }: RateLimit,
): (caller: string) => Promise<number | undefined> {
  const leases = new Map<string, Promise<Lease>>();

  async function lease(caller: string, window: number): Promise<Lease> {
    const key = { pk: `RATE#${caller}`, sk: 'RATE' };
    for (;;) {
      const stored = await items.get(key);
      const used = stored?.['window'] === window ? Number(stored['used']) : 0;
      const left = Math.min(Math.max(1, Math.floor(requests / 50)), requests - used);
      if (left <= 0) return { window, isOver: true, left: 0 };
      const unchanged = stored && { window: Number(stored['window']), used: Number(stored['used']) };
      const put = { ...key, schemaVersion: 1, window, used: used + left };
      if ((await items.transact([{ put, if: unchanged ?? 'absent' }])) === 'done') {
        return { window, isOver: false, left };
      }
    }
  }

  return async (caller) => {
    for (;;) {
      const seconds = wall.now().getTime() / 1000;
      const window = Math.floor(seconds / windowSeconds);
      const held = leases.get(caller);
      const current = await held?.catch(() => undefined);
      if (current?.window === window) {
        if (current.isOver) return Math.max(1, Math.ceil((window + 1) * windowSeconds - seconds));
        if (current.left > 0) {
          current.left -= 1;
          return undefined;
        }
      }
      // The first to see that nothing is left asks for more, and the others wait for it.
      if (leases.get(caller) === held) {
        const asked = lease(caller, window);
        leases.set(caller, asked);
        await asked;
      }
    }
  };
}

export function rateLimited(take: ReturnType<typeof rateLimiter>): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const { kind, subject } = context.get('acting').caller;
    const waitSeconds = await take(`${kind}#${subject}`);
    if (waitSeconds === undefined) return next();
    return problemResponse(
      problem('too-many-requests', 'Send fewer at once: wait for as many seconds as Retry-After says.', {
        headers: { 'retry-after': String(waitSeconds) },
      }),
    );
  };
}
