import type { Arrival } from './arrival.ts';
import type { CompiledSegment } from './compile-segment.ts';
import { type Found, isAwaited, mayFollowOpener } from './find-orphan.ts';
import { findPart } from './find-part.ts';
import type { Frame } from './frame.ts';
import { faultyParent, isNumberedOn } from './hierarchy.ts';

/** What an HL is: the level that it opens, or one too many in the midst of what goes on behind it, or between its parts. */
export type Level =
  | (Found & { readonly is: 'due' | 'presumed' })
  /** `level`: the index of the frame that goes on, where that is not the innermost; `isApart`: with a level that is whole. */
  | { readonly is: 'intruding'; readonly level?: number; readonly isApart?: boolean };

type Below = Found & { readonly parent: Frame | undefined };

/** The levels that may open below those that are open, with the level that each stands under. */
function* levelsBelow(stack: readonly Frame[]): Generator<Below> {
  for (const [level, frame] of stack.entries()) {
    if (frame.fate === 'stray') return;
    const parent = stack.slice(0, level + 1).findLast(({ loop }) => loop.hierarchical);
    for (const part of frame.loop.byId.get('HL') ?? []) {
      if (!part.loop?.hierarchical || part.position < frame.position || frame.isFull(part)) continue;
      yield { frame, level, part, parent };
    }
  }
}

/**
 * The level that an HL opens when something about it is wrong, as two of three tell: its code (HL03), the level that it names as the one
 * above it (HL02), and the segment that follows it. Nothing when they do not tell one.
 */
export function findLevel(stack: readonly Frame[], arrival: Arrival, next: Arrival | undefined): Level | undefined {
  const told = [...levelsBelow(stack)].flatMap(({ parent, ...found }) => {
    const { opener, loop } = found.part;
    const isOfCode = arrival.matches(opener);
    const isUnderParent = faultyParent(arrival.elements, parent) === undefined;
    const isFollowed = next !== undefined && loop !== undefined && mayFollowOpener(loop, next);
    const votes = Number(isOfCode) + Number(isUnderParent) + Number(isFollowed);
    return votes < 2 ? [] : [{ ...found, is: isOfCode ? ('due' as const) : ('presumed' as const), isFollowed }];
  });
  const [level, another] = told;
  const isTooEarly = told.every((one) => !one.isFollowed && wouldCutOff(stack, one));
  if (next && isTooEarly && goesOn(stack, next)) return { is: 'intruding' };
  const between = next && told.every((one) => !one.isFollowed) ? standsBetween(stack, arrival, next) : undefined;
  const isApart = next?.id === 'HL';
  if (between && (told.length === 0 || isApart)) return { is: 'intruding', level: between.level, isApart };
  return another ? undefined : level;
}

/** Whether a segment would end or pass what lacks something. What lacks nothing may have been read as a whole, and is no longer open. */
export function wouldCutOff(stack: readonly Frame[], { frame, level, part }: Found): boolean {
  return stack
    .slice(level)
    .some((open) =>
      open.loop.requiredParts.some((one) => isAwaited(open, one) && (open !== frame || one.position < part.position)),
    );
}

/** What a segment is that plainly comes next. */
export function plainUse(stack: readonly Frame[], arrival: Arrival): CompiledSegment | undefined {
  const found = findPart(stack, arrival);
  if (found.is !== 'due' || found.frame.isFull(found.part)) return undefined;
  return wouldCutOff(stack, found) ? undefined : found.part.opener;
}

/** Whether what is open goes on with a segment; a new item is no sign of that. */
function goesOn(stack: readonly Frame[], next: Arrival): boolean {
  const coming = findPart(stack, next);
  return coming.is === 'due' && !coming.part.part.streamed && !coming.frame.isFull(coming.part);
}

/**
 * What goes on behind an HL as if it were not there: the next item, or the next level, which is right and not numbered on from it. An HL that is
 * right by its code and its parent rather has lost what an item needs, and must not give that to the level before.
 */
function standsBetween(stack: readonly Frame[], arrival: Arrival, next: Arrival): Found | undefined {
  if (next.id === 'HL') {
    const isNext = ({ part, parent }: Below) =>
      next.matches(part.opener) && faultyParent(next.elements, parent) === undefined;
    return isNumberedOn(arrival.elements, next.elements) ? undefined : levelsBelow(stack).find(isNext);
  }
  const coming = findPart(stack, next);
  return coming.is === 'due' && coming.part.part.streamed && !coming.frame.isFull(coming.part) ? coming : undefined;
}
