import type { CompiledSegment, Field } from './compile-segment.ts';

/** An element of a segment by its ordinals, from 1. */
export interface ElementPosition {
  readonly element: number;
  readonly component?: number;
}

function widthOf(field: Field): number {
  if (field.is === 'series') return field.count * field.width;
  return field.is === 'unused' ? field.places : 1;
}

/** The name of what an element of a segment is read into; empty for what is not used. */
export function fieldAt(fields: readonly Field[], element: number): string {
  let left = element;
  const field = fields.find((one) => {
    left -= widthOf(one);
    return left <= 0;
  });
  return field && field.is !== 'unused' ? field.name : '';
}

/** The field that a path leads to from a list of fields, and where it stands among them, from 1. */
function walk(fields: readonly Field[], [name, ...rest]: readonly string[]): number[] | undefined {
  let at = 1;
  for (const field of fields) {
    if (field.is !== 'unused' && field.name === name) return [...within(field, at, rest)];
    at += widthOf(field);
  }
  return undefined;
}

function within(field: Field, at: number, path: readonly string[]): number[] {
  const [first = '', ...rest] = path;
  if (field.is === 'composite') return path.length === 0 ? [at] : [at, ...(walk(field.type.fields, path) ?? [])];
  if (field.is === 'repeat') return within(field.member, at, rest);
  if (field.is !== 'series') return [at];
  const start = at + (Number(first) || 0) * field.width;
  if ('is' in field.member) return within(field.member, start, rest);
  const [inner = 1, ...deeper] = rest.length === 0 ? [1] : (walk(field.member, rest) ?? [1]);
  return [start + inner - 1, ...deeper];
}

/** Where the element of a path stands: `facility.placeOfServiceCode` in CLM is CLM05-1, `others.2.code` in HI is HI04-2. */
export function findElement(segment: CompiledSegment, path: string): ElementPosition {
  const [element, component] = walk(segment.fields, path.split('.')) ?? [];
  if (element === undefined) throw new TypeError(`${segment.id} has no element ${path}`);
  return { element, ...(component !== undefined && { component }) };
}
