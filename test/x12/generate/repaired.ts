import { type Guide, type Issue, type Loop, type Part, readFile } from '../../../shared/x12/index.ts';
import { written } from '../../guides/written.ts';
import { type Field, fieldsOf, isLoop, widthOf } from './guide-fields.ts';
import { type Line, layout, type Occurrence } from './layout.ts';

type Value = Record<string, unknown>;

/** Puts right what rules ask of a segment or loop. Values are what the guide's tables allow. */
// biome-ignore lint/suspicious/noExplicitAny: a fix knows the loop or segment that it is for.
export type Fix = (value: any) => void;

/** Fixes by segment id or loop id, the inner ones first. */
export type Fixes = Readonly<Record<string, Fix>>;

function fixLoop(loop: Loop, value: Value, fixes: Fixes): void {
  for (const [name, part] of Object.entries(loop.parts)) {
    if (part.list) value[name] ??= [];
    const present = value[name];
    const list = (Array.isArray(present) ? present : present === undefined ? [] : [present]) as Value[];
    for (const one of list) {
      if (isLoop(part.of)) fixLoop(part.of, one, fixes);
      else fixes[part.of.id]?.(one);
    }
  }
  fixes[loop.id]?.(value);
}

/**
 * A value that the guide's rules find nothing wrong with: fixed where a fix is known, else without the optional part or
 * element at fault. Undefined when that is of no help.
 */
export function repaired(guide: Guide, drawn: Value, fixes: Fixes): Value | undefined {
  const value = structuredClone(drawn);
  for (let round = 0; round < 12; round++) {
    fixLoop(guide, value, fixes);
    const { issues } = readFile(written(guide, value), [guide]);
    const broken = issues.filter(({ code }) => code === 'rule-broken');
    // Other issues are no fault of what was drawn: whoever asked must see them.
    if (broken.length === 0 || broken.length < issues.length) return value;
    const lines = layout(guide, value);
    for (const issue of broken) {
      const line = lines[(issue.place.segment ?? 0) - 2];
      if (!line || !(dropElement(line, issue) || dropPart(line.part, line.name, line.value, line.within))) return;
    }
  }
  return undefined;
}

function dropElement(line: Line, { place }: Issue): boolean {
  const field = fieldsOf(line.of).find((one) => covers(one, place.element ?? 0));
  if (!field || field.is === 'unused' || field.required) return false;
  if (field.is === 'simple' || field.is === 'composite') return delete line.value[field.name];
  line.value[field.name] = [];
  return true;
}

function covers(field: Field, at: number): boolean {
  return at >= field.at && at < field.at + widthOf(field);
}

/** Takes out the innermost optional part that something stands in. */
function dropPart(part: Part, name: string, value: Value, within: Occurrence): boolean {
  const list = within.value[name];
  if (part.list && Array.isArray(list) && list.length > part.min) {
    const at = list.indexOf(value);
    if (at >= 0) list.splice(at, 1);
    return true;
  }
  if (!part.list && part.min === 0) {
    delete within.value[name];
    return true;
  }
  return within.part && within.within ? dropPart(within.part, within.name, within.value, within.within) : false;
}
