import { setTimeout as wait } from 'node:timers/promises';

const patienceMs = 10_000;

/** Tries until the expectation holds: what an index shows and what a queue delivers may take a moment. */
export async function eventually<Value>(expectation: () => Promise<Value>): Promise<Value> {
  const endMs = performance.now() + patienceMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    try {
      return await expectation();
    } catch (problem) {
      if (performance.now() > endMs) throw problem;
      await wait(pauseMs);
    }
  }
}
