import type { Arrival } from './arrival.ts';
import type { CompiledLoop, CompiledPart } from './compile-loop.ts';
import type { Frame } from './frame.ts';

/** A part of a loop that is open. */
export interface Found {
  readonly frame: Frame;
  /** The index of the frame on the stack. */
  readonly level: number;
  readonly part: CompiledPart;
}

/** What may come right after the segment that opens a loop, or a later one of it: up to the first that must. */
function* after({ parts }: CompiledLoop, before: CompiledPart | undefined = parts[0]): Generator<CompiledPart> {
  let last = Number.POSITIVE_INFINITY;
  for (const part of parts.slice(before?.index)) {
    if (part.position > last) return;
    if (part === before && (part.index === 0 || !part.part.list)) continue;
    if (part.part.min > 0) last = part.position;
    yield part;
  }
}

/** Whether a segment may stand right behind the one that opens a loop. */
export function mayFollowOpener(loop: CompiledLoop, arrival: Arrival): boolean {
  return after(loop).some((part) => arrival.isOf(part));
}

/** Whether one segment may stand in a loop right behind another, which follows the one that opens the loop. */
export function mayFollowWithin(loop: CompiledLoop, arrival: Arrival, next: Arrival): boolean {
  const part = after(loop).find((one) => arrival.isOf(one));
  if (part?.loop && mayFollowOpener(part.loop, next)) return true;
  return after(loop, part).some((one) => next.isOf(one));
}

/** Whether a loop may end with a segment that follows the one that opens it. */
export function mayEndWith(loop: CompiledLoop, arrival: Arrival): boolean {
  const part = after(loop).find((one) => arrival.isOf(one));
  return part !== undefined && !loop.requiredParts.some(({ position }) => position > part.position);
}

/** Whether a segment is the first that a loop requires behind the one that opens it. */
export function firstRequired(loop: CompiledLoop, arrival: Arrival) {
  return after(loop).find((part) => part.part.min > 0 && arrival.isOf(part));
}

/** Whether a part that the loop requires is yet to come. */
export function isAwaited(frame: Frame, part: CompiledPart): boolean {
  return part.part.min > 0 && part.position >= frame.position && frame.counts[part.index] === 0;
}

/** What must come next, in the innermost loop that lacks anything. */
export function nextRequired(stack: readonly Frame[]): Pick<Found, 'frame' | 'part'> | undefined {
  for (const frame of stack.toReversed()) {
    const part = frame.loop.requiredParts.find((required) => isAwaited(frame, required));
    if (part) return { frame, part };
  }
  return undefined;
}

/**
 * The loops that a segment may speak for when the opening segment is missing, the innermost first: each one to come, or another
 * occurrence of one that is open. What lacks something else is not left for one: one fault is likelier than two.
 */
export function findOrphans(stack: readonly Frame[], arrival: Arrival): readonly Found[] {
  const found: Found[] = [];
  for (let level = stack.length - 1; level >= 0; level--) {
    const frame = stack[level];
    if (!frame || frame.fate === 'stray') return found;
    const [part, another] = comingIn(frame, arrival);
    if (another) return found;
    if (part) found.push({ frame, level, part });
    if (frame.loop.requiredParts.some((required) => isAwaited(frame, required))) return found;
    const again = anotherOf(frame, arrival);
    if (again) found.push({ ...again, level: stack.indexOf(again.frame) });
  }
  return found;
}

/** The loops up to the next that must come that a segment speaks for, only those that require it if there are any. */
function comingIn(frame: Frame, arrival: Arrival): CompiledPart[] {
  const coming: CompiledPart[] = [];
  for (const part of frame.loop.parts) {
    if (part.position < frame.position || frame.isFull(part)) continue;
    if (part.loop && mayFollowOpener(part.loop, arrival)) coming.push(part);
    if (isAwaited(frame, part)) break;
  }
  if (coming.length < 2) return coming;
  const strong = coming.filter((part) => isAwaited(frame, part) || (part.loop && firstRequired(part.loop, arrival)));
  return strong.length > 0 ? strong : coming;
}

/** The occurrence after this one, when the segment is one that may begin each and this has passed. */
function anotherOf({ owner, part, loop, counts }: Frame, arrival: Arrival): Pick<Found, 'frame' | 'part'> | undefined {
  if (!owner || !part?.part.list || owner.isFull(part)) return undefined;
  const first = firstRequired(loop, arrival);
  const begins = first ? counts[first.index] !== 0 : mayFollowOpener(loop, arrival);
  return begins ? { frame: owner, part } : undefined;
}

/** The loops to come, of the innermost loop that awaits any, that a segment may stand in. */
export function loopsTaking(stack: readonly Frame[], arrival: Arrival): readonly CompiledLoop[] {
  for (const frame of stack.toReversed()) {
    if (frame.fate === 'stray') return [];
    const loops = frame.loop.parts.flatMap(({ loop, position }) => {
      if (!loop || position < frame.position) return [];
      return loop.parts.slice(1).some((part) => arrival.isOf(part)) ? [loop] : [];
    });
    if (loops.length > 0) return loops;
  }
  return [];
}
