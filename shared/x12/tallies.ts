import type { Frame } from './frame.ts';
import type { Tally } from './loop-notation.ts';

/** What tallies of a loop have come to; NaN when something that they need could not be read. */
export function totalOf(tallies: readonly Tally[], frame: Frame): number {
  let total = 0;
  for (const tally of tallies) total += frame.tallyOf(tally);
  return total;
}
