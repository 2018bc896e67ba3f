import { setTimeout as wait } from 'node:timers/promises';
import { ServiceUnavailable } from './ask.ts';

/** How long to try again, and how long to pause: before the nth attempt up to `baseMs` × 2ⁿ, `capMs` at most. */
export interface Patience {
  readonly baseMs: number;
  readonly capMs: number;
  readonly forMs: number;
}

/** Beside the SDK's own three attempts a call. The caller's own retry is seconds away and better informed. */
export const somePatience: Patience = { baseMs: 50, capMs: 2_000, forMs: 15_000 };

/** The attempt's answer. As long as it throws ServiceUnavailable and there is time it is made again. */
export async function withPatience<Answer>(patience: Patience, attempt: () => Promise<Answer>): Promise<Answer> {
  const endMs = performance.now() + patience.forMs;
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (problem) {
      // From nothing up to the whole pause, so that those who collided do not collide again.
      const pauseMs = Math.random() * Math.min(patience.capMs, patience.baseMs * 2 ** tries);
      if (!(problem instanceof ServiceUnavailable) || performance.now() + pauseMs > endMs) throw problem;
      await wait(pauseMs);
    }
  }
}
