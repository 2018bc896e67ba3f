import fc from 'fast-check';
import { type Guide, type Issue, type Loop, type Part, readFile, type Segment } from '../../../shared/x12/index.ts';
import { written } from '../../guides/every-guide.ts';
import { guesses, slotAt } from './guessed.ts';
import { type Field, fieldsOf, isLoop, widthOf } from './guide-fields.ts';
import { around, type Line, layout, type Occurrence } from './layout.ts';
import { evenly, partValue } from './valid-values.ts';

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

export interface Repaired {
  readonly value: Value;
  /** Whether the rules find nothing more. */
  readonly clean: boolean;
}

/**
 * A value that the guide's rules find nothing wrong with: fixed where a fix is known, else with another text, with the
 * part that a rule misses, or without the optional one that is at fault. What is left is broken rules alone.
 */
export function repaired(guide: Guide, drawn: Value, fixes: Fixes): Repaired {
  // By JSON, since structuredClone keeps that two empty lists are the same one.
  const value = JSON.parse(JSON.stringify(drawn)) as Value;
  for (let round = 0; round < 12; round++) {
    fixLoop(guide, value, fixes);
    const issues = issuesOf(guide, value);
    const broken = issues.filter(({ code }) => code === 'rule-broken');
    if (issues.length === 0) return { value, clean: true };
    if (broken.length < issues.length) break;
    const lines = layout(guide, value);
    const mended = broken.filter((issue) => {
      const line = lines[(issue.place.segment ?? 0) - 2];
      return (
        line &&
        (addPart(line, issue) || guess(guide, value, line, issue, round) || dropElement(line, issue) || drop(line))
      );
    });
    if (mended.length === 0) break;
  }
  fixLoop(guide, value, fixes);
  const left = issuesOf(guide, value);
  // A repair that broke more than rules was none; what the drawn value itself has must be seen.
  const kept = left.every(({ code }) => code === 'rule-broken') ? value : drawn;
  return { value: kept, clean: left.length === 0 };
}

function issuesOf(guide: Guide, value: Value): readonly Issue[] {
  return readFile(written(guide, [value]), [guide]).issues;
}

/** Adds the part that a rule says is missing. */
function addPart(line: Line, { message }: Issue): boolean {
  for (const { loop, value } of around(line)) {
    const rule = loop.rules.find(({ says }) => message.slice(1).startsWith(says.slice(1)));
    if (!rule || !('at' in rule)) continue;
    const part = loop.parts[rule.at];
    const present = value[rule.at];
    if (!part || (part.list ? (present as unknown[]).length > 0 : present !== undefined)) return false;
    const drawn = partValue({ ...part, min: 1 }, evenly(0));
    if (drawn) [value[rule.at]] = fc.sample(drawn, { numRuns: 1, seed: 1 });
    return true;
  }
  return false;
}

/** What was found to be right where, lest it be sought again. */
const known = new WeakMap<Segment, Map<string, unknown>>();

function guess(guide: Guide, value: Value, line: Line, { place, message }: Issue, round: number): boolean {
  const { element, component, segment } = place;
  const slot = element === undefined ? undefined : slotAt(fieldsOf(line.of), line.value, element, component);
  if (!slot) return false;
  const found = known.get(line.of) ?? new Map<string, unknown>();
  known.set(line.of, found);
  const key = `${element} ${component} ${message}`;
  // What was right elsewhere was not here.
  if (round > 1) found.delete(key);
  const candidates = found.has(key) ? [found.get(key)] : guesses(slot.type);
  return candidates.some((candidate) => {
    slot.set(candidate);
    const same = (issue: Issue) =>
      issue.place.segment === segment &&
      (issue.code !== 'rule-broken' ||
        (issue.message === message && issue.place.element === element && issue.place.component === component));
    if (!found.has(key) && issuesOf(guide, value).some(same)) return false;
    found.set(key, candidate);
    return true;
  });
}

function dropElement(line: Line, { place }: Issue): boolean {
  const field = fieldsOf(line.of).find((one) => covers(one, place.element ?? 0));
  if (!field || field.is === 'unused' || field.required) return false;
  const pair = line.of.conditions.find((condition) => condition.match(/\d\d/g)?.map(Number).includes(field.at));
  if (pair?.startsWith('P')) {
    // Both or none.
    for (const one of fieldsOf(line.of))
      if (one.is !== 'unused' && pair.includes(String(one.at).padStart(2, '0'))) {
        if (one.required) return false;
        delete line.value[one.name];
      }
    return true;
  }
  if (pair) return false;
  if (field.is === 'simple' || field.is === 'composite') return delete line.value[field.name];
  line.value[field.name] = [];
  return true;
}

function covers(field: Field, at: number): boolean {
  return at >= field.at && at < field.at + widthOf(field);
}

function drop({ part, name, value, within }: Line): boolean {
  return dropPart(part, name, value, within);
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
