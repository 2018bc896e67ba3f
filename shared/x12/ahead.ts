import type { Arrival } from './arrival.ts';
import type { CompiledPart } from './compile-loop.ts';
import type { Found } from './find-orphan.ts';
import { type Finding, findPart } from './find-part.ts';
import type { Frame } from './frame.ts';
import { misplacedPart } from './messages.ts';
import type { OpenLoops } from './open-loops.ts';

/** A segment of the transaction set itself that stands behind its items (a PLB), as far as the loops that are open can tell. */
type Trailing = Found & { readonly is: 'due' };

/** Whether items may still come behind a segment that would end them. */
export function isTrailing(finding: Finding): finding is Trailing {
  return finding.is === 'due' && finding.level === 0 && standsBehindItems(finding.frame, finding.part);
}

/** Whether a part of the transaction set would end its items. */
export function standsBehindItems(root: Frame, part: CompiledPart): boolean {
  if (part.loop) return false;
  return root.loop.parts.some(
    ({ part: { streamed }, position }) => streamed && position >= root.position && position < part.position,
  );
}

/** Whether an item, or what holds items, goes on behind it, as the next segment tells; another like it may only be told with it. */
export function findAhead(finding: Trailing, next: Arrival | undefined, stack: readonly Frame[]) {
  const coming = next && findPart(stack, next);
  if (coming?.is !== 'due' || coming.frame.fate === 'stray' || coming.frame.isFull(coming.part)) return finding;
  if (coming.part === finding.part) return { is: 'waiting' } as const;
  const goesOn = coming.level > 0 || coming.part.position < finding.part.position;
  return goesOn ? ({ ...finding, is: 'ahead' } as const) : finding;
}

/** What came ahead of items, read when these are over: so no item pays, and all of it counts. */
export class Ahead {
  readonly #loops: OpenLoops;
  readonly #read: (part: CompiledPart, arrival: Arrival) => void;
  #kept: { readonly part: CompiledPart; readonly arrival: Arrival }[] = [];

  constructor(loops: OpenLoops, read: (part: CompiledPart, arrival: Arrival) => void) {
    this.#loops = loops;
    this.#read = read;
  }

  keep(part: CompiledPart, arrival: Arrival): void {
    this.#kept.push({ part, arrival });
  }

  /** Reads them before a part of the transaction set that is behind the items, or at the end. */
  settle(next?: CompiledPart): void {
    const kept = this.#kept;
    const [first] = kept;
    if (!first || (next && next.position < first.part.position)) return;
    this.#kept = [];
    const { root, mark } = this.#loops;
    for (const { part, arrival } of kept) {
      this.#loops.arrive(arrival.mark);
      this.#loops.report(root, { ...misplacedPart(part, root.loop, 'later'), place: this.#loops.place(root.loop) });
      // Of what may stand once, that counts which has its place.
      if (next && !part.part.list) continue;
      root.count(part);
      this.#read(part, arrival);
    }
    this.#loops.arrive(mark);
  }
}
