import type { Arrival } from './arrival.ts';
import type { CompiledLoop } from './compile-loop.ts';
import { loopsTaking } from './find-orphan.ts';
import type { Frame } from './frame.ts';

/** A loop whose opening segment is missing, and which nothing tells for sure: that is said once, of its first segment. */
export class Headless {
  /** The loops that the last such segment may be of. */
  #loops: readonly CompiledLoop[] = [];
  #segment = 0;

  /** Whether a segment without a place goes on with the loop of the one right before it, which has told of it. */
  goesOn(stack: readonly Frame[], arrival: Arrival): boolean {
    const { segment } = arrival.mark;
    const before = this.#segment === segment - 1 ? this.#loops : [];
    const taking = loopsTaking(stack, arrival);
    const both = taking.filter((loop) => before.includes(loop));
    this.#loops = both.length > 0 ? both : taking;
    this.#segment = segment;
    return both.length > 0;
  }
}
