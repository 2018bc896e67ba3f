import type { Arrival } from './arrival.ts';
import type { CompiledLoop, CompiledPart } from './compile-loop.ts';
import type { CompiledSegment } from './compile-segment.ts';
import { type Found, isAwaited, mayFollowOpener, mayFollowWithin } from './find-orphan.ts';
import { findPart } from './find-part.ts';
import type { Frame } from './frame.ts';
import { faultyParent, isNumberedOn } from './hierarchy.ts';

/** A level below one of which nothing has come, neither HL nor what stands behind it: `loop`. */
export type Skipping = Found & {
  readonly is: 'skipping';
  readonly loop: CompiledLoop;
  readonly below: CompiledPart;
};

/** What an HL is: the level that it opens, one below that has not come, or one too many in the midst of what goes on behind it, or between its parts. */
export type Level =
  | (Found & { readonly is: 'due' | 'presumed' })
  | Skipping
  /** Of two levels it is one, as what comes next tells. */
  | { readonly is: 'waiting' }
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
 * above it (HL02), and the segments that follow it. Nothing when they do not tell one.
 */
export function findLevel(stack: readonly Frame[], arrival: Arrival, following: readonly Arrival[]): Level | undefined {
  const [next] = following;
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
  if (another) return findByFollowing(told, following);
  return level ?? (next && findSkipping(stack, arrival, next));
}

/** Which of several levels that the first segment may follow goes on with those behind it. */
function findByFollowing(
  told: readonly (Found & { readonly is: 'due' | 'presumed'; readonly isFollowed: boolean })[],
  following: readonly Arrival[],
): Level | undefined {
  const goesOn = ({ loop }: CompiledPart) =>
    loop !== undefined &&
    following.every((one, at) => {
      const next = following[at + 1];
      return next === undefined || mayFollowWithin(loop, one, next);
    });
  const [level, another] = told.filter(({ isFollowed, part }) => isFollowed && goesOn(part));
  return another ? { is: 'waiting' } : level;
}

/** The level that an HL opens below one of which none has come: its code and what follows tell. */
function findSkipping(stack: readonly Frame[], arrival: Arrival, next: Arrival): Skipping | undefined {
  for (const { frame, level, part } of levelsBelow(stack)) {
    const { loop } = part;
    if (!loop || frame.counts[part.index] !== 0) continue;
    const below = loop.parts.find((one) => one.loop?.hierarchical && arrival.isOf(one));
    if (below?.loop && mayFollowOpener(below.loop, next)) return { is: 'skipping', frame, level, part, loop, below };
  }
  return undefined;
}

/** Whether a segment may open what is right behind an HL that is to come. */
export function mayLeadLevel(stack: readonly Frame[], arrival: Arrival): boolean {
  return levelsBelow(stack).some(({ part }) => part.loop !== undefined && mayFollowOpener(part.loop, arrival));
}

/** The level that an HL opens which is right by its code and its parent, where the segment before it is one that may stand right behind it. */
export function levelBehind(stack: readonly Frame[], arrival: Arrival, next: Arrival): CompiledLoop | undefined {
  const isOpened = ({ part, parent }: Below) =>
    next.matches(part.opener) && faultyParent(next.elements, parent) === undefined;
  const level = levelsBelow(stack).find(isOpened);
  const loop = level?.part.loop;
  // Where something must come before that HL, the segment may be it.
  return loop && mayFollowOpener(loop, arrival) && !wouldCutOff(stack, level) ? loop : undefined;
}

/** Whether a segment and the HL behind it have changed places, since the next one goes on behind the segment. */
export function isSwapped(stack: readonly Frame[], arrival: Arrival, level: Arrival, next: Arrival): boolean {
  const loop = levelBehind(stack, arrival, level);
  return loop !== undefined && mayFollowWithin(loop, arrival, next);
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
