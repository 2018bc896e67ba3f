import type { Clock } from '../../shared/ports/index.ts';

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };
