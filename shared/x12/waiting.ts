import type { Arrival } from './arrival.ts';
import { findLevel, isSwapped } from './find-level.ts';
import { type Finding, findPart, type Plain, plainly } from './find-part.ts';
import type { Frame } from './frame.ts';
import { findBetween, findByNext, type Told } from './look-ahead.ts';

/** What is longer is no run of segments that one CLM too few or too late explains, and a file may be as long as it likes. */
const mostWaiting = 50;

/** Segments that are not placed yet, since the next one tells what they are. */
export class Waiting {
  readonly #stack: readonly Frame[];
  readonly #place: (arrival: Arrival, found: Plain | Told) => void;
  #run: Arrival[] = [];
  /** Stands before the HL that waits, and may belong behind it. */
  #leading: Arrival | undefined;

  constructor(stack: readonly Frame[], place: (arrival: Arrival, found: Plain | Told) => void) {
    this.#stack = stack;
    this.#place = place;
  }

  get isEmpty(): boolean {
    return this.#run.length === 0;
  }

  /** Whether what waits is an HL, or stands behind it. */
  get isOfLevel(): boolean {
    return this.#run[0]?.id === 'HL';
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
    if (this.#leading) return this.#settleLeading(this.#leading, last, next);
    if (this.isOfLevel) return this.#settleLevel(next);
    const tells = this.#tell(last, next);
    if (tells.is === 'waiting' && this.#run.length < mostWaiting) return [];
    if (tells.is === 'leading') {
      for (const one of this.#run.slice(0, -1)) this.#place(one, plainly(this.#find(one)));
      this.#run = [];
      this.#leading = last;
      return [];
    }
    const run = this.#run;
    this.#run = [];
    // Several that make a whole are rather one whose opening segment is missing.
    const told = tells.is === 'early' && run.length > 1 ? (tells.instead ?? tells) : tells;
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

  /** Places an HL and what stands behind it. */
  #settleLevel(next: Arrival | undefined): readonly Arrival[] {
    const [level, ...behind] = this.#run;
    if (!level) return [];
    const following = next ? [...behind, next] : behind;
    const found = findLevel(this.#stack, level, following) ?? plainly(this.#find(level));
    if (found.is === 'waiting' && next && following.length < mostWaiting) return [];
    this.#run = [];
    this.#place(level, found.is === 'waiting' ? plainly(this.#find(level)) : found);
    for (const one of behind) this.#place(one, plainly(this.#find(one)));
    return [];
  }

  /** Places a segment and the HL behind it, which have changed places or not. */
  #settleLeading(leading: Arrival, level: Arrival, next: Arrival | undefined): readonly Arrival[] {
    this.#leading = undefined;
    if (next && isSwapped(this.#stack, leading, level, next)) {
      this.#run = [];
      this.#place(level, plainly(this.#find(level)));
      this.#place(leading, { is: 'before-level' });
      return [];
    }
    this.#place(leading, findBetween(this.#find(leading), leading, level, this.#stack));
    return this.#settleLevel(next);
  }

  #find(arrival: Arrival): Finding {
    return findPart(this.#stack, arrival);
  }

  #tell(arrival: Arrival, next: Arrival | undefined): Plain | Told {
    return findByNext(this.#find(arrival), arrival, next, this.#stack);
  }
}
