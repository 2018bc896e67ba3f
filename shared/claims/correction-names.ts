import type { AnyGroup, AnyShape } from './correction-fields.ts';

/** How many letters must change to make one name of the other. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...right].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function pathsOf(shape: AnyShape, path: string): string[] {
  if (shape.kind === 'leaf') return [path];
  if (shape.kind === 'list') return pathsOf(shape.item, `${path}[0]`);
  return Object.entries(shape.fields).flatMap(([name, field]) => pathsOf(field.shape, path ? `${path}.${name}` : name));
}

const lastName = (path: string) => path.split('.').at(-1) ?? '';

/** Says that a claim has no field of this name, and which ones are near. */
export function unknownField(claim: AnyGroup, here: AnyGroup, step: string | number): string {
  const typed = String(step).toLowerCase();
  const isNear = (name: string) => distance(typed, name.toLowerCase()) <= Math.max(1, Math.floor(name.length / 4));
  const nearHere = Object.keys(here.fields).filter(isNear);
  const near = nearHere.length > 0 ? nearHere : pathsOf(claim, '').filter((path) => isNear(lastName(path)));
  return near.length > 0
    ? `is not a field of a claim; did you mean ${near.slice(0, 4).join(' or ')}?`
    : `is not a field of a claim; there are ${Object.keys(here.fields).join(', ')}`;
}
