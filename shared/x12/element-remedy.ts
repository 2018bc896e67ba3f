import type { CompiledSegment } from './compile-segment.ts';
import { type ElementPosition, findElement } from './find-element.ts';
import { isThere } from './given.ts';
import type { Remedy } from './issue.ts';
import type { SegmentRule } from './notation.ts';

/** What mends a broken rule or condition of a segment: that the element, or the whole segment, come or go. */
export interface ElementRemedy extends Pick<Remedy, 'must'> {
  readonly whole?: boolean;
  /** The element that asks for it or forbids it, where that is another one. */
  readonly trigger?: ElementPosition;
}

/** Undefined where the element at fault must have another value. */
export function remedyOf(
  { given = {}, forbids }: SegmentRule<unknown>,
  path: string,
  segment: CompiledSegment,
  value: object,
): ElementRemedy | undefined {
  if (!forbids && isThere(value, path)) return undefined;
  // What is one too many of a list is no reason for itself.
  const cause = Object.keys(given).find((name) => name !== path && !(forbids && path.startsWith(`${name}.`)));
  const trigger = cause !== undefined && { trigger: findElement(segment, cause) };
  return forbids ? { must: 'go', whole: forbids === 'segment', ...trigger } : { must: 'come', ...trigger };
}
