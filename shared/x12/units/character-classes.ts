import type { Delimiters } from '../delimiters.ts';

/** What a byte is to a reader of elements, 0 being part of a text: what ends a segment, or may, comes after what does not. */
export const elementEnd = 1;
export const componentEnd = 2;
export const repetitionEnd = 3;
export const segmentEnd = 4;
/** Control characters, what is not ASCII, and the end of the window (NUL): for the careful reader. */
export const special = 5;

/** The classes of all bytes under some delimiters; undefined when a delimiter is no ASCII character. */
export function characterClasses({ element, segment, component, repetition }: Delimiters): Uint8Array | undefined {
  const marks = [element, segment, component, repetition].join('');
  if (![...marks].every((mark) => mark < '\x80')) return undefined;
  const classes = new Uint8Array(256).fill(special, 0, 0x20).fill(special, 0x7f);
  classes[element.charCodeAt(0)] = elementEnd;
  classes[segment.charCodeAt(0)] = segmentEnd;
  classes[component.charCodeAt(0)] = componentEnd;
  if (repetition !== '') classes[repetition.charCodeAt(0)] = repetitionEnd;
  return classes;
}
