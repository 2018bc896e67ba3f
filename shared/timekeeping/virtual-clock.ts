import type { Clock } from '../ports/index.ts';

/** A clock that is moved: it stands still on one machine, and runs on in the sandbox. */
export interface VirtualClock extends Clock {
  /** Makes this the present, once that is durable. A date that is past changes nothing: time does not go back. */
  advanceTo(date: Date): Promise<void>;
}
