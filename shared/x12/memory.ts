import type { CompiledSegment } from './compile-segment.ts';
import type { Delimiters } from './delimiters.ts';
import type { Mark } from './places.ts';

/** How a segment stood in the file that it was read from. */
export interface Memory {
  readonly text: string;
  /** White space before it: what follows the terminator of the segment before. */
  readonly lead: string;
  readonly offset: number;
  readonly delimiters: Delimiters;
  /** Where a segment of a transaction set stood, for rules that find it at fault. */
  readonly standing?: Standing;
}

export interface Standing {
  readonly mark: Mark;
  readonly loop: string | undefined;
  readonly segment: CompiledSegment;
}

const asRead = Symbol('as read');

/**
 * Segment objects remember how they were read, in a property that nothing enumerates: a copy by spread, JSON or
 * structuredClone has no memory and is written canonically, while an object that is changed in place keeps the texts of
 * its other elements. A remembered text is used only where it still means the present value, so it can't go stale.
 */
export function remember(value: object, memory: Memory): void {
  Object.defineProperty(value, asRead, { value: memory });
}

/** The same for a segment of a loop, and where it stood. */
export function rememberSegment(value: object, token: Memory, standing: Standing): void {
  const { text, lead, offset, delimiters } = token;
  remember(value, { text, lead, offset, delimiters, standing });
}

export function memoryOf(value: object): Memory | undefined {
  return (value as { readonly [asRead]?: Memory })[asRead];
}

const trailer = Symbol('trailer as read');

/** The same for the SE, GE or IEA that closed a transaction set, group or interchange. */
export function rememberTrailer(value: object, memory: Memory): void {
  Object.defineProperty(value, trailer, { value: memory });
}

export function trailerOf(value: object): Memory | undefined {
  return (value as { readonly [trailer]?: Memory })[trailer];
}
