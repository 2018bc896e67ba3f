import type { Arrival } from './arrival.ts';
import { anyOf, type CompiledLoop, type CompiledPart } from './compile-loop.ts';
import { findMeant } from './find-mistaken.ts';
import { type Found, findOrphans, isAwaited, nextRequired } from './find-orphan.ts';
import type { Frame } from './frame.ts';
import { hasCodesOf, hasShapeOf } from './shape.ts';

/** What a segment is by itself, as far as the loops that are open can tell. */
export type Plain =
  /** It stands where it may, though it may be one too many. */
  | (Found & { readonly is: 'due' })
  /** It is known here, but should have come earlier. */
  | (Found & { readonly is: 'misplaced' })
  /** The one use of its id that may stand here, though the codes say otherwise; `otherwise`: what they say. */
  | (Found & { readonly is: 'presumed'; readonly otherwise?: Plain })
  | { readonly is: 'unexpected' };

export type Finding =
  | Plain
  /** It may belong into one of these loops, whose opening segment is missing, as what follows tells. */
  | { readonly is: 'orphaned'; readonly orphans: readonly Found[]; readonly otherwise: Plain }
  /** The guide does not have its id: it may be meant for one of these, as what follows tells. */
  | { readonly is: 'mistaken'; readonly meant: readonly Found[]; readonly otherwise: Plain };

/** What it is without regard to what follows. */
export function plainly(finding: Finding): Plain {
  return finding.is === 'orphaned' || finding.is === 'mistaken' ? finding.otherwise : finding;
}

/**
 * Finds the part that a segment is, in the innermost loop first. What is due wins. All else may be of a loop that lacks its
 * opening segment, as what follows tells; if not, it is what must come next with another code, too late or one too many, or the one
 * use of its id that may stand here.
 */
export function findPart(stack: readonly Frame[], arrival: Arrival): Finding {
  const id = arrival.id;
  let known: (Plain & Found) | undefined;
  const candidates: (Plain & Found)[] = [];
  for (let level = stack.length - 1; level >= 0; level--) {
    const frame = stack[level];
    const parts = frame?.loop.byId.get(id);
    if (!frame || !parts) continue;
    for (const part of parts) {
      // A loop's opening segment opens the next occurrence; it does not repeat within one.
      if (part.index === 0 && level > 0 && (frame.counts[0] !== 0 || frame.part?.part.list)) continue;
      const passed = part.position < frame.position;
      if (!arrival.matches(part.opener)) {
        if (passed || frame.isFull(part)) continue;
        candidates.push({ is: 'presumed', frame, level, part });
      } else if (passed) known ??= { is: 'misplaced', frame, level, part };
      else if (frame.isFull(part)) known ??= { is: 'due', frame, level, part };
      else {
        const due: Plain = { is: 'due', frame, level, part };
        const meant = parts.length > 1 ? awaitedInstead(frame, part, arrival) : undefined;
        return meant ? { is: 'presumed', frame, level, part: meant, otherwise: due } : due;
      }
    }
  }
  const otherwise = guess(known, candidates, stack, arrival);
  const orphans = findOrphans(stack, arrival);
  if (orphans.length > 0) return { is: 'orphaned', orphans, otherwise };
  const meant = findMeant(stack, arrival);
  return meant.length > 0 ? { is: 'mistaken', meant, otherwise } : otherwise;
}

/**
 * The loop that must come and has not, where the codes are those of another one that may stand there, or of one that must come after it, and
 * nothing else is.
 */
function awaitedInstead(frame: Frame, { part, position, loop, opener, index }: CompiledPart, arrival: Arrival) {
  const awaited = frame.loop.requiredParts.find((one) => one.position === position && isAwaited(frame, one));
  if (!loop || (part.min > 0 && awaited && awaited.index >= index)) return undefined;
  const isMeant = awaited && !hasShapeOf(opener, arrival.elements) && hasShapeOf(awaited.opener, arrival.elements);
  return isMeant ? awaited : undefined;
}

function guess(
  known: (Plain & Found) | undefined,
  candidates: readonly (Plain & Found)[],
  stack: readonly Frame[],
  arrival: Arrival,
): Plain {
  const next = nextRequired(stack);
  const awaited = candidates.find(({ frame, part }) => part === next?.part && frame === next.frame);
  // What no code tells apart says little against what is awaited here.
  if (awaited && !known?.part.opener.tell) return awaited;
  // Nor does what there is no room for any more, and says by its other codes that it is what is awaited.
  if (awaited && known?.is === 'due' && known.frame === awaited.frame && isRather(awaited, known, arrival))
    return awaited;
  // And so does what has come in its place around, or stands above a level that has begun since: this is no straggler, but the code of
  // what may open here is wrong.
  if (known?.is === 'misplaced') {
    const [inner, more] = candidates.filter(({ level, part }) => level > known.level && part.loop);
    const meant = awaited ?? (more ? undefined : inner);
    const isMeant = meant && (known.frame.isFull(known.part) || isOfLevelAbove(known, meant, stack, arrival));
    if (isMeant && meant.is === 'presumed' && meant.level > known.level) return { ...meant, otherwise: known };
  }
  const [only, another] = candidates;
  return known ?? (another ? undefined : only) ?? { is: 'unexpected' };
}

/** Whether a segment is one part rather than another, whatever the code says that tells them apart. */
function isRather({ part: { opener } }: Found, { part: other }: Found, { elements }: Arrival): boolean {
  const isOf = (use: CompiledPart['opener']) => hasShapeOf(use, elements) && hasCodesOf(use, elements);
  return isOf(opener) && !isOf(other.opener);
}

/** Whether a part is of a level above the one in which another may open that a segment has the elements of. */
function isOfLevelAbove(known: Found, meant: Found, stack: readonly Frame[], arrival: Arrival): boolean {
  const between = stack.slice(known.level + 1, meant.level + 1);
  return between.some(({ loop }) => loop.hierarchical) && hasShapeOf(meant.part.opener, arrival.elements);
}

/** The loop that an unexpected segment seems to open: by its codes anywhere in the guide, else by its id among what is open. */
export function findStrayLoop(
  guide: CompiledLoop,
  stack: readonly Frame[],
  arrival: Arrival,
): CompiledLoop | undefined {
  const byCodes = findLoop(guide, arrival);
  const alike = (frame: Frame) => (frame.loop.byId.get(arrival.id) ?? []).flatMap(({ loop }) => loop ?? []);
  const siblings = stack
    .toReversed()
    .map(alike)
    .find((loops) => loops.length > 0);
  if (!siblings) return byCodes;
  return byCodes?.holdsStreams || byCodes?.hierarchical ? byCodes : anyOf(byCodes ? [byCodes, ...siblings] : siblings);
}

function findLoop(within: CompiledLoop, arrival: Arrival): CompiledLoop | undefined {
  for (const part of within.parts) {
    if (!part.loop) continue;
    if (part.opener.id === arrival.id && part.opener.tell && arrival.matches(part.opener)) return part.loop;
    const inside = findLoop(part.loop, arrival);
    if (inside) return inside;
  }
  return undefined;
}
