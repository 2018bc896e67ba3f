import { claim837p } from '../../guides/claim-837p/index.ts';
import { type Issue, readStream } from '../../x12/index.ts';
import type { Doubt } from './lost-segments.ts';

/** What the reader finds of segments that may have been lost: places of a file (offsets in bytes), in their order. */
interface Losses {
  /** Where a transaction set is shorter than its SE says, or has none. */
  readonly short: readonly number[];
  /** Where a level has run together with the segment before it. */
  readonly levels: readonly number[];
}

/** Doubts without those that segments explain which have only run together: the reader finds both, and nothing was lost. */
export async function doubtsLeft(file: Uint8Array, doubts: readonly Doubt[]): Promise<readonly Doubt[]> {
  if (doubts.length === 0) return doubts;
  const { short, levels } = await lossesIn(file);
  return doubts.filter(({ from, to, levels: lost }) =>
    lost === undefined ? countBetween(short, from, to + 1) > 0 : countBetween(levels, from, to) !== lost,
  );
}

async function lossesIn(file: Uint8Array): Promise<Losses> {
  const short: number[] = [];
  const levels: number[] = [];
  for await (const event of readStream(file, [claim837p])) {
    const issues = event.kind === 'issue' ? [event.issue] : event.kind === 'item' ? event.item.issues : [];
    for (const issue of issues) {
      if (isShort(issue)) short.push(issue.place.offset);
      else if (issue.runsInto === 'HL') levels.push(issue.place.offset);
    }
  }
  return { short: inOrder(short), levels: inOrder(levels) };
}

/** What the group and the interchange count is another matter. */
function isShort({ code, place: { transaction } }: Issue): boolean {
  return transaction !== undefined && (code === 'envelope-count' || code === 'envelope-cut-off');
}

function inOrder(offsets: number[]): number[] {
  return offsets.sort((a, b) => a - b);
}

function countBetween(offsets: readonly number[], from: number, to: number): number {
  return firstFrom(offsets, to) - firstFrom(offsets, from);
}

/** The index of the first that is not before a place, by halves. */
function firstFrom(offsets: readonly number[], place: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
