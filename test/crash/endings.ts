import type { Effect, KillPoint } from './kill-points.ts';

/** A kill point with what people call it. */
export interface Ending extends KillPoint {
  readonly name: string;
}

const moments = ['before', 'after'] as const;

/** Both kill points of every `step`-th effect of a run. */
export function everyEnding(effects: readonly Effect[], step: number): Ending[] {
  return effects.flatMap(({ kind, about }, index) => {
    if (index % step !== 0) return [];
    const name = `effect ${index + 1} (${kind} ${about})`;
    return moments.map((when) => ({ name: `${when} ${name}`, when, meets: (_, number) => number === index + 1 }));
  });
}

/** A kill point at the first effect of each sort, in whatever order they come: what goes on at once may change places. */
export function* oneOfEach(when: KillPoint['when']): Generator<KillPoint> {
  const met = new Set<string>();
  for (;;) {
    yield {
      when,
      meets: ({ kind, about }) => {
        const before = met.size;
        return met.add(`${kind} ${about}`).size > before;
      },
    };
  }
}

/** Numbers from 0 to below 1, the same ones for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A life has to do more than what every life begins with, or it would never get on. */
const shortestLife = 60;

/** Lives without end: each is killed somewhere in its first so many effects, so that many are killed in recovery. */
export function* shortLives(seed: number, longest: number): Generator<KillPoint> {
  const random = randomFrom(seed);
  for (;;) {
    const last = shortestLife + Math.floor(random() * (longest - shortestLife));
    yield { when: random() < 0.5 ? 'before' : 'after', meets: (_, number) => number === last };
  }
}
