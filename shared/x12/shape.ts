import type { CompiledSegment, Field } from './compile-segment.ts';

/**
 * Whether a segment has the elements of a use, whatever they say: all that it requires, and none that it leaves out. Where codes
 * contradict what is due, that tells which of both is wrong.
 */
export function hasShapeOf({ fields, size }: CompiledSegment, elements: readonly string[]): boolean {
  let at = 1;
  for (const field of fields) {
    const end = at + widthOf(field);
    const isThere = elements.slice(at, end).some((text) => text !== '');
    if (field.is === 'unused' ? isThere : field.required && !isThere) return false;
    at = end;
  }
  return elements.length <= size + 1;
}

/** Whether the codes of a segment are those of a use, where they are there, save the one that tells what it is. */
export function hasCodesOf({ fields, tell }: CompiledSegment, elements: readonly string[]): boolean {
  let at = 1;
  for (const field of fields) {
    const text = elements[at] ?? '';
    const codes = field.is === 'value' && at !== tell?.element ? field.type.codes : undefined;
    if (codes && text !== '' && !codes.has(text)) return false;
    at += widthOf(field);
  }
  return true;
}

function widthOf(field: Field): number {
  if (field.is === 'unused') return field.places;
  return field.is === 'series' ? field.count * field.width : 1;
}
