import type { Arrival } from './arrival.ts';
import { type CompiledLoop, unknownLoop } from './compile-loop.ts';
import type { Level } from './find-level.ts';
import { findStrayLoop } from './find-part.ts';
import { Headless } from './headless.ts';
import { type Hierarchy, isSameLevel } from './hierarchy.ts';
import { intrudingLevel, unplacedSegment } from './messages.ts';
import type { OpenLoops } from './open-loops.ts';

/** Passes over what may not stand where it does: a segment with all that it opens, or a level that is none. */
export class Unplaced {
  readonly #guide: CompiledLoop;
  readonly #loops: OpenLoops;
  readonly #hierarchy: Hierarchy;
  readonly #headless: Headless;

  constructor(guide: CompiledLoop, loops: OpenLoops, hierarchy: Hierarchy) {
    this.#guide = guide;
    this.#loops = loops;
    this.#hierarchy = hierarchy;
    this.#headless = new Headless(loops.stack);
  }

  /** Whose segments go on behind an HL is not sure: so it is a fault of theirs, save where a level follows that is whole. */
  takeIntruding({ elements }: Arrival, { level, isApart }: Extract<Level, { is: 'intruding' }>): void {
    const loops = this.#loops;
    this.#hierarchy.passOver(elements);
    if (level !== undefined) loops.closeTo(level);
    const issue = { ...intrudingLevel, place: loops.place(loops.innermost.loop) };
    if (isApart) loops.reportApart(issue);
    else loops.report(loops.innermost, issue);
  }

  /** What may not stand here is passed over, with all that it opens: its neighbours pay nothing. */
  take(arrival: Arrival): void {
    const isLevel = arrival.id === 'HL';
    if (isLevel) this.#leaveLevels(arrival);
    else if (this.#headless.goesOn(arrival)) return;
    const loops = this.#loops;
    const stray = findStrayLoop(this.#guide, loops.stack, arrival) ?? (isLevel ? unknownLoop : undefined);
    if (stray) loops.closeWhile((open) => open.misplaced);
    const fault = unplacedSegment(arrival, this.#guide, loops.stack);
    for (const open of loops.stack) open.doubtAny(arrival.id, fault.code === 'segment-unknown');
    const below = loops.innermost;
    const issue = { ...fault, place: loops.place(below.loop, arrival.token.element) };
    // A claim or level without a place is no fault of those around it.
    if (stray && (isLevel || this.#guide.streamedLoops.has(stray))) {
      below.loseCount(isLevel ? undefined : stray);
      loops.reportApart(issue);
    } else loops.report(below, issue);
    if (stray) loops.open(stray, below, undefined, 'stray', true);
  }

  /** A level that has no place ends what stood in the level before it all the same. */
  #leaveLevels({ elements }: Arrival): void {
    this.#hierarchy.number(elements);
    this.#loops.closeWhile((open) => !open.loop.hierarchical || open.fate === 'stray');
    const parent = this.#loops.stack.find(
      (open) => open.loop.hierarchical && isSameLevel(open.hierarchyId, elements[2] ?? ''),
    );
    if (parent) parent.hasChildren = true;
  }
}
