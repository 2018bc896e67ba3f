import type { Arrival } from './arrival.ts';
import { type Finding, findPart, type Plain, plainly } from './find-part.ts';
import type { Frame } from './frame.ts';
import { findByNext, type Told } from './look-ahead.ts';

/** What is longer is no run of segments that one CLM too few or too late explains, and a file may be as long as it likes. */
const mostWaiting = 50;

/** Segments that are not placed yet, since the next one tells what they are. */
export class Waiting {
  readonly #stack: readonly Frame[];
  readonly #place: (arrival: Arrival, found: Plain | Told) => void;
  #run: Arrival[] = [];

  constructor(stack: readonly Frame[], place: (arrival: Arrival, found: Plain | Told) => void) {
    this.#stack = stack;
    this.#place = place;
  }

  get isEmpty(): boolean {
    return this.#run.length === 0;
  }

  add(arrival: Arrival): void {
    this.#run.push(arrival);
  }

  /**
   * Places them by the segment that follows, which may have to wait too; none does at the end of the transaction set. Gives those that belong
   * into the item that it opens.
   */
  settle(next: Arrival | undefined): readonly Arrival[] {
    const last = this.#run.at(-1);
    if (!last) return [];
    const told = this.#tell(last, next);
    if (told.is === 'waiting' && this.#run.length < mostWaiting) return [];
    const run = this.#run;
    this.#run = [];
    if (told.is === 'early') return run;
    const [first = last] = run;
    if (told.is === 'ahead') {
      for (const one of run) this.#place(one, told);
      return [];
    }
    if (told.is === 'within') {
      this.#place(first, told);
      for (const one of run.slice(1)) this.#place(one, plainly(this.#find(one)));
      return [];
    }
    for (const one of run.slice(0, -1)) this.#place(one, plainly(this.#find(one)));
    const settled = run.length === 1 ? told : this.#tell(last, next);
    this.#place(last, settled.is === 'waiting' ? plainly(this.#find(last)) : settled);
    return [];
  }

  #find(arrival: Arrival): Finding {
    return findPart(this.#stack, arrival);
  }

  #tell(arrival: Arrival, next: Arrival | undefined): Plain | Told {
    return findByNext(this.#find(arrival), arrival, next, this.#stack);
  }
}
