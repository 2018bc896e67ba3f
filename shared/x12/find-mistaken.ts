import type { Arrival } from './arrival.ts';
import type { CompiledPart } from './compile-loop.ts';
import { type Found, isAwaited, mayFollowOpener, nextRequired } from './find-orphan.ts';
import type { Frame } from './frame.ts';
import { isMisspelt } from './is-misspelt.ts';

/**
 * What a segment may be meant for whose id the guide does not have: what must come next, whatever the id, or a loop that may open here with
 * an id that differs in one character.
 */
export function findMeant(stack: readonly Frame[], arrival: Arrival): readonly Found[] {
  const isStranger = stack[0]?.loop.segmentIds.has(arrival.id) === false && arrival.token.kind !== 'overlong';
  if (!isStranger || stack.at(-1)?.fate === 'stray') return [];
  const next = nextRequired(stack);
  const found: Found[] = [];
  for (let level = stack.length - 1; level >= 0; level--) {
    const frame = stack[level];
    if (!frame) continue;
    for (const part of mayCome(frame))
      if ((frame === next?.frame && part === next.part) || isAlike(part, arrival)) found.push({ frame, level, part });
    if (frame === next?.frame) return found;
  }
  return found;
}

/** The parts of a loop up to the next that must come. */
function mayCome(frame: Frame): readonly CompiledPart[] {
  const { parts } = frame.loop;
  const next = parts.findIndex((part) => isAwaited(frame, part));
  // A loop's opening segment opens the next occurrence; the guide has but one.
  return parts
    .slice(frame.owner ? 1 : 0, next < 0 ? undefined : next + 1)
    .filter((part) => part.position >= frame.position && !frame.isFull(part));
}

function isAlike({ loop, opener }: CompiledPart, arrival: Arrival): boolean {
  return loop !== undefined && isMisspelt(arrival.id, opener.id) && arrival.matches(opener);
}

/** Whether what follows goes on as if a segment were a part that it may be meant for. */
export function goesOnBehind({ frame, level, part }: Found, next: Arrival | undefined, coming: Found | undefined) {
  if (!next) return isAwaited(frame, part);
  if (next.isOf(part) && !part.part.list) return false;
  // What is due before it leaves it to come.
  if (coming && (coming.level > level || (coming.frame === frame && coming.part.position < part.position)))
    return false;
  if (part.loop && mayFollowOpener(part.loop, next)) return true;
  return isAwaited(frame, part) && coming !== undefined && coming.part !== part;
}
