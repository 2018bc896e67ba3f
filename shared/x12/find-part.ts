import { anyOf, type CompiledLoop, type CompiledPart } from './compile-loop.ts';
import type { CompiledSegment } from './compile-segment.ts';
import type { Delimiters } from './delimiters.ts';
import type { Frame } from './frame.ts';

interface Found {
  readonly frame: Frame;
  /** The index of the frame on the stack. */
  readonly level: number;
  readonly part: CompiledPart;
}

/** What a segment is, as far as the loops that are open can tell. */
export type Finding =
  /** It stands where it may, though it may be one too many. */
  | (Found & { readonly is: 'due' })
  /** It belongs into this loop, whose opening segment is missing. */
  | (Found & { readonly is: 'within' })
  /** It is known here, but should have come earlier. */
  | (Found & { readonly is: 'misplaced' })
  /** The one use of its id that may stand here, though the codes say otherwise. */
  | (Found & { readonly is: 'presumed' })
  | { readonly is: 'unexpected' };

/** Whether the codes of a segment are those of a use. */
export function matches(segment: CompiledSegment, elements: readonly string[], delimiters: Delimiters): boolean {
  const { tell } = segment;
  if (!tell) return true;
  let text = elements[tell.element] ?? '';
  if (tell.codes.has(text)) return true;
  if (tell.repeats) text = before(text, delimiters.repetition);
  if (tell.composite) text = before(text, delimiters.component);
  return tell.codes.has(text);
}

function before(text: string, separator: string): string {
  const at = separator === '' ? -1 : text.indexOf(separator);
  return at < 0 ? text : text.slice(0, at);
}

/**
 * Finds the part that a segment is, in the innermost loop first. What is due wins; then what the innermost loop knows as
 * too late, and what is one too many; then a loop that lacks its opening segment; then what outer loops know; then a guess, which goes
 * before a segment of an outer loop that nothing but its id tells.
 */
export function findPart(stack: readonly Frame[], elements: readonly string[], delimiters: Delimiters): Finding {
  const id = elements[0] ?? '';
  let known: (Finding & Found) | undefined;
  let presumed: (Finding & Found) | undefined;
  let candidates = 0;
  for (let level = stack.length - 1; level >= 0; level--) {
    const frame = stack[level];
    const parts = frame?.loop.byId.get(id);
    if (!frame || !parts) continue;
    for (const part of parts) {
      // A loop's opening segment opens the next occurrence; it does not repeat within one.
      if (part.index === 0 && level > 0 && (frame.counts[0] !== 0 || frame.part?.part.list)) continue;
      const passed = part.position < frame.position;
      if (!matches(part.opener, elements, delimiters)) {
        if (passed || frame.isFull(part)) continue;
        candidates++;
        presumed ??= { is: 'presumed', frame, level, part };
      } else if (passed) known ??= { is: 'misplaced', frame, level, part };
      else if (frame.isFull(part)) known ??= { is: 'due', frame, level, part };
      else return { is: 'due', frame, level, part };
    }
  }
  if (known && (known.is === 'due' || known.level === stack.length - 1)) return known;
  const within = findWithin(stack, elements, delimiters);
  if (within) return within;
  if (candidates === 1 && presumed && known?.is === 'misplaced' && !known.part.opener.tell) {
    // What no code tells apart says little against what is awaited here.
    const { frame, level, part } = presumed;
    if (level === stack.length - 1 && part.part.min > 0 && frame.counts[part.index] === 0) return presumed;
  }
  return known ?? (candidates === 1 && presumed ? presumed : { is: 'unexpected' });
}

/**
 * The one loop still to come that a segment speaks for when the loop's opening segment is missing: a required loop by
 * any segment of it, another by a required one.
 */
function findWithin(stack: readonly Frame[], elements: readonly string[], delimiters: Delimiters): Finding | undefined {
  for (let level = stack.length - 1; level >= 0; level--) {
    const frame = stack[level];
    if (!frame || frame.fate === 'stray') return undefined;
    const speaksFor = frame.loop.parts.filter((part) => {
      if (!part.loop || part.loop.hierarchical || part.position < frame.position || frame.isFull(part)) return false;
      const awaited = part.part.min > 0 && frame.counts[part.index] === 0;
      const inside = part.loop.byId.get(elements[0] ?? '') ?? [];
      return inside.some(
        (one) => one.index > 0 && (awaited || one.part.min > 0) && matches(one.opener, elements, delimiters),
      );
    });
    const [part, another] = speaksFor;
    if (part) return another ? undefined : { is: 'within', frame, level, part };
  }
  return undefined;
}

/** The loop that an unexpected segment seems to open: by its codes anywhere in the guide, else by its id among what is open. */
export function findStrayLoop(
  guide: CompiledLoop,
  stack: readonly Frame[],
  elements: readonly string[],
  delimiters: Delimiters,
): CompiledLoop | undefined {
  const byCodes = findLoop(guide, elements, delimiters);
  if (byCodes) return byCodes;
  const alike = (frame: Frame) => (frame.loop.byId.get(elements[0] ?? '') ?? []).flatMap(({ loop }) => loop ?? []);
  const siblings = stack
    .toReversed()
    .map(alike)
    .find((loops) => loops.length > 0);
  return siblings && anyOf(siblings);
}

function findLoop(within: CompiledLoop, elements: readonly string[], delimiters: Delimiters): CompiledLoop | undefined {
  for (const part of within.parts) {
    if (!part.loop) continue;
    if (part.opener.id === elements[0] && part.opener.tell && matches(part.opener, elements, delimiters))
      return part.loop;
    const inside = findLoop(part.loop, elements, delimiters);
    if (inside) return inside;
  }
  return undefined;
}
