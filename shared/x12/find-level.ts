import type { Delimiters } from './delimiters.ts';
import { type Found, matches, mayFollowOpener } from './find-orphan.ts';
import type { Frame } from './frame.ts';
import { faultyParent } from './hierarchy.ts';

/** The levels that may open below those that are open, with the level that each stands under. */
function* levelsBelow(stack: readonly Frame[]): Generator<Found & { readonly parent: Frame | undefined }> {
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
export function findLevel(
  stack: readonly Frame[],
  elements: readonly string[],
  next: readonly string[] | undefined,
  delimiters: Delimiters,
): (Found & { readonly is: 'due' | 'presumed' }) | undefined {
  const told = [...levelsBelow(stack)].flatMap(({ parent, ...found }) => {
    const { opener, loop } = found.part;
    const isOfCode = matches(opener, elements, delimiters);
    const isUnderParent = faultyParent(elements, parent) === undefined;
    const isFollowed = next !== undefined && loop !== undefined && mayFollowOpener(loop, next, delimiters);
    const votes = Number(isOfCode) + Number(isUnderParent) + Number(isFollowed);
    return votes < 2 ? [] : [{ ...found, is: isOfCode ? ('due' as const) : ('presumed' as const) }];
  });
  const [level, another] = told;
  return another ? undefined : level;
}
