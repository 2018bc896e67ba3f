import type { Arrival } from './arrival.ts';
import type { CompiledLoop } from './compile-loop.ts';
import { loopsTaking } from './find-orphan.ts';
import type { Frame } from './frame.ts';

/** Segments of a loop whose opening segment is missing: that is said at the first of them. */
export class Headless {
  readonly #stack: readonly Frame[];
  /** The loops that the segment before may be of. */
  #before: { readonly loops: readonly CompiledLoop[]; readonly segment: number } | undefined;

  constructor(stack: readonly Frame[]) {
    this.#stack = stack;
  }

  /** Whether a segment that has no place goes on with such a loop, of which the segment before has told. */
  goesOn(arrival: Arrival): boolean {
    if (this.#stack[0]?.loop.segmentIds.has(arrival.id) !== true) return false;
    const { segment } = arrival.mark;
    const before = this.#before?.segment === segment - 1 ? this.#before.loops : [];
    const taking = loopsTaking(this.#stack, arrival);
    const both = taking.filter((loop) => before.includes(loop));
    this.#before = { loops: both.length > 0 ? both : taking, segment };
    return both.length > 0;
  }
}
