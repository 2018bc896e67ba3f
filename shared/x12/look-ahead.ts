import { findAhead, isTrailing } from './ahead.ts';
import type { Arrival } from './arrival.ts';
import type { CompiledLoop, CompiledPart } from './compile-loop.ts';
import { type Level, levelBehind, mayLeadLevel } from './find-level.ts';
import { goesOnBehind } from './find-mistaken.ts';
import { type Found, firstRequired, isAwaited, mayEndWith, mayFollowWithin } from './find-orphan.ts';
import { type Finding, findPart, type Plain, plainly } from './find-part.ts';
import type { Frame } from './frame.ts';
import { mayHoldTrailer } from './run-together.ts';
import { hasShapeOf } from './shape.ts';

/** Whether the segment that follows can tell more of this one than what came before. */
export function isDoubtful(finding: Finding, arrival: Arrival, stack: readonly Frame[]): boolean {
  if (hasNoRoom(plainly(finding)) && mayLeadLevel(stack, arrival)) return true;
  if (arrival.id === 'HL' || (isTrailing(finding) && !mayHoldTrailer(arrival))) return true;
  return finding.is === 'orphaned' || finding.is === 'mistaken' || finding.is === 'presumed';
}

/** It belongs into a loop whose opening segment is missing. */
export type Within = Found & { readonly is: 'within' };

/** What the next segment tells besides. */
export type Told =
  | Within
  /** It belongs into the item that the next segment opens; `instead`: it may be the last of one whose opening segment is missing. */
  | { readonly is: 'early'; readonly instead: Within | undefined }
  /** It seems to belong into the level that the next segment opens, as the one after that tells. */
  | { readonly is: 'leading' }
  /** It belongs into the level that has just been opened. */
  | { readonly is: 'before-level' }
  /** It stands behind the items, of which more come. */
  | (Found & { readonly is: 'ahead' })
  /** It belongs into an item whose opening segment is missing or late: so does the next one, which may tell. */
  | { readonly is: 'waiting' }
  | Level;

/** What a segment in doubt, which is no HL, is by the one that follows it; nothing follows at the end of the transaction set. */
export function findByNext(
  finding: Finding,
  arrival: Arrival,
  next: Arrival | undefined,
  stack: readonly Frame[],
): Plain | Told {
  const isLeading = next?.id === 'HL' && hasNoRoom(plainly(finding));
  if (isLeading && levelBehind(stack, arrival, next)) return { is: 'leading' };
  return findBetween(finding, arrival, next, stack);
}

/** The same where it does not stand before the HL of its level. */
export function findBetween(
  finding: Finding,
  arrival: Arrival,
  next: Arrival | undefined,
  stack: readonly Frame[],
): Plain | Told {
  if (finding.is === 'presumed') {
    const { part, otherwise = { is: 'unexpected' } } = finding;
    return next && !part.part.list && next.isOf(part) ? otherwise : finding;
  }
  if (isTrailing(finding)) return findAhead(finding, next, stack);
  if (finding.is === 'mistaken') return findMistaken(finding.meant, next, stack) ?? finding.otherwise;
  if (finding.is !== 'orphaned') return finding;
  const { orphans, otherwise } = finding;
  const item = orphans.find(({ part }) => part.part.streamed && !part.loop?.hierarchical)?.part;
  const coming = next && item && !isFaultOfItsOwn(otherwise, stack) ? findPart(stack, next) : undefined;
  if (item?.loop && next && coming && isWaiting(item, item.loop, arrival, next, coming)) return { is: 'waiting' };
  const orphan = orphans.find((one) => isOrphan(one, otherwise, arrival, next, stack));
  if (orphan) return { ...orphan, is: 'within' };
  if (coming?.is !== 'due' || coming.part !== item) return otherwise;
  const headless = orphans.find(({ part }) => part === item);
  const isWhole = item.loop && mayEndWith(item.loop, arrival);
  return { is: 'early', instead: headless && isWhole ? { ...headless, is: 'within' } : undefined };
}

/** What a segment of an unknown id is meant for, if what follows goes on behind that. */
function findMistaken(meant: readonly Found[], next: Arrival | undefined, stack: readonly Frame[]): Plain | undefined {
  const coming = next && findPart(stack, next);
  const due = coming?.is === 'due' ? coming : undefined;
  const found = meant.find((one) => goesOnBehind(one, next, due));
  return found && { ...found, is: 'presumed' };
}

/** Whether the next segment too is of an item that has not been opened, and this one says little of it by itself. */
function isWaiting(item: CompiledPart, loop: CompiledLoop, arrival: Arrival, next: Arrival, coming: Finding): boolean {
  if (coming.is !== 'orphaned' || firstRequired(loop, arrival)) return false;
  return coming.orphans.some(({ part }) => part === item) && mayFollowWithin(loop, arrival, next);
}

/** Whether there is no such place, or none any more. */
function isOutOfPlace(plain: Plain): boolean {
  return plain.is === 'misplaced' || plain.is === 'unexpected';
}

/** Whether it is not just what may stand there. */
function hasNoRoom(plain: Plain): boolean {
  return plain.is !== 'due' || plain.frame.isFull(plain.part);
}

/** Whether it is one too many, or one of the innermost loop that has come too late. */
function isFaultOfItsOwn(plain: Plain, stack: readonly Frame[]): boolean {
  return plain.is === 'due' || plain.is === 'presumed' || (plain.is === 'misplaced' && plain.frame === stack.at(-1));
}

/** Whether the opening segment of its loop is missing: it may follow too late, or the file go on as if nothing were. */
function isOrphan(
  { frame, level, part }: Found,
  otherwise: Plain,
  arrival: Arrival,
  next: Arrival | undefined,
  stack: readonly Frame[],
): boolean {
  const { loop } = part;
  if (!loop) return false;
  const isDue = isAwaited(frame, part);
  const first = firstRequired(loop, arrival);
  const isStrong = isDue || first !== undefined;
  const hasOtherPlace = mayStandThere(otherwise) && !isLikelier(first, otherwise, arrival);
  if (!next) return isDue || (isStrong && !hasOtherPlace);
  const isWhole = mayEndWith(loop, arrival);
  if (next.isOf(part)) return part.part.list && isWhole && isStrong && !hasOtherPlace;
  const goesOn = isDueIn(stack, next);
  const fits = mayFollowWithin(loop, arrival, next);
  // Two in a row that come too late in a loop, or have no place, are rather of one more of a list.
  const isOneMore = part.part.list && !part.part.streamed && isOutOfPlace(otherwise) && fits;
  if (!isStrong) return !goesOn && (isOneMore || firstRequired(loop, next) !== undefined);
  if (hasOtherPlace) return fits && !goesOn;
  return isDue || fits || !goesOn || (isWhole && isDueIn(stack.slice(0, level + 1), next, part.position));
}

/** Whether a segment is known where it stands: once too often, or too late where there is room, is a fault by itself. */
function mayStandThere(plain: Plain): plain is Found & { readonly is: 'due' | 'misplaced' } {
  return plain.is === 'due' || (plain.is === 'misplaced' && !plain.frame.isFull(plain.part));
}

/** Whether a segment has the elements of one part and not of another. */
function isLikelier(part: CompiledPart | undefined, { part: other }: Found, { elements }: Arrival): boolean {
  return part !== undefined && hasShapeOf(part.opener, elements) && !hasShapeOf(other.opener, elements);
}

/** Whether a segment is plainly due, in the innermost loop not before a position. */
function isDueIn(stack: readonly Frame[], arrival: Arrival, position = 0): boolean {
  const finding = findPart(stack, arrival);
  return finding.is === 'due' && (finding.level < stack.length - 1 || finding.part.position >= position);
}
