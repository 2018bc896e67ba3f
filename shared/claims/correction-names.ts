import type { AnyGroup, AnyShape } from './correction-fields.ts';
import { editDistance } from './edit-distance.ts';

function pathsOf(shape: AnyShape, path: string): string[] {
  if (shape.kind === 'leaf') return [path];
  if (shape.kind === 'list') return pathsOf(shape.item, `${path}[0]`);
  return Object.entries(shape.fields).flatMap(([name, field]) => pathsOf(field.shape, path ? `${path}.${name}` : name));
}

const lastName = (path: string) => path.split('.').at(-1) ?? '';

/** Says that a claim has no field of this name, and which ones are near. */
export function unknownField(claim: AnyGroup, here: AnyGroup, step: string | number): string {
  const typed = String(step).toLowerCase();
  const isNear = (name: string) => editDistance(typed, name.toLowerCase()) <= Math.max(1, Math.floor(name.length / 4));
  const nearHere = Object.keys(here.fields).filter(isNear);
  const near = nearHere.length > 0 ? nearHere : pathsOf(claim, '').filter((path) => isNear(lastName(path)));
  return near.length > 0
    ? `is not a field of a claim; did you mean ${near.slice(0, 4).join(' or ')}?`
    : `is not a field of a claim; there are ${Object.keys(here.fields).join(', ')}`;
}
