import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpPost } from '../../shared/ports/index.ts';
import { deliverWebhooks, type Outlet, type Services } from '../../shared/use-cases/index.ts';
import { systemClock } from '../adapters/index.ts';

const pollMilliseconds = 1000;
/** A run ends by itself; the next goes on. */
const runMilliseconds = 60_000;

export interface Webhooks {
  /** Sends what is due once, and waits for it. */
  send(): Promise<void>;
  /** Sends what is due from now on, beside everything else. */
  begin(): void;
  /** Ends that, and what is under way: it is sent again later. */
  stop(): Promise<void>;
}

/**
 * Sends webhooks on the machine's own time. Virtual time neither waits for receivers nor is moved by them: whether and
 * when they answer changes nothing of what happens to claims.
 */
export function webhooks(services: Services, post: HttpPost, onProblem: (problem: unknown) => void): Webhooks {
  const outlet: Outlet = { post, wall: systemClock };
  const busy = new Set<string>();
  const running = new Set<Promise<void>>();
  const stopped = new AbortController();

  /** Runs may overlap: a subscriber who hangs keeps only his own. */
  function send(): Promise<void> {
    const run = deliverWebhooks(services, outlet, { forMs: runMilliseconds, busy, signal: stopped.signal })
      .then(() => undefined, onProblem)
      .finally(() => running.delete(run));
    running.add(run);
    return run;
  }

  async function poll(): Promise<void> {
    while (!stopped.signal.aborted) {
      void send();
      await sleep(pollMilliseconds, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  }

  let polling: Promise<void> | undefined;
  return {
    send,
    begin: () => {
      polling ??= poll();
    },
    async stop() {
      stopped.abort();
      await polling;
      await Promise.all(running);
    },
  };
}
