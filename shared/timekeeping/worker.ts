/**
 * A part of a home that has work of its own. The home asks each in turn; when none did anything, virtual
 * time jumps to the earliest due date (real time sleeps until then).
 */
export interface Worker {
  readonly name: string;
  /** Does all that can be done at the clock's present; answers whether it did anything. */
  work(): Promise<boolean>;
  /** When it has something to do again if nothing else happens; undefined when it only waits for others. */
  nextDue(): Promise<Date | undefined>;
}
