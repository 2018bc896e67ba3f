import fc from 'fast-check';
import type { Guide, Loop, Part, Segment, Use } from '../../../shared/x12/index.ts';
import { type Draw, simpleValue } from './element-values.ts';
import { type Field, fieldsOf, isItem, isLoop } from './guide-fields.ts';

/** How full a value is: the chance from 0 to 1 that an optional part, or an optional element of a part, is there. */
export interface Fullness {
  part(part: Part): number;
  element(part: Part): number;
  /** How often a part that may repeat does. */
  times(part: Part): { readonly min: number; readonly max: number };
}

export function evenly(chance: number): Fullness {
  return {
    part: ({ streamed }) => (streamed ? 0.7 : chance),
    element: () => chance,
    times: (part) => ({ min: 0, max: part.streamed && !part.orItself && !isItem(part) ? 1 : 2 }),
  };
}

type Value = Record<string, unknown>;

/** Values of a guide by its tables alone: what its rules ask is up to `repaired`. */
export function valuesOf(guide: Guide, fullness: Fullness): fc.Arbitrary<Value> {
  return loopValue(guide, fullness);
}

function loopValue(loop: Loop, fullness: Fullness): fc.Arbitrary<Value> {
  const parts = Object.entries(loop.parts).flatMap(([name, part]) => {
    const value = partValue(part, fullness);
    return value ? [[name, value] as const] : [];
  });
  return fc
    .record(Object.fromEntries(parts))
    .map((drawn) => Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)));
}

export function partValue(part: Part, fullness: Fullness): fc.Arbitrary<unknown> | undefined {
  const { of, min, max, list } = part;
  const chance = min > 0 ? 1 : fullness.part(part);
  if (chance === 0) return list ? fc.constant([]) : undefined;
  const one = () => (isLoop(of) ? loopValue(of, fullness) : segmentValue(of, fullness.element(part)));
  const there = list ? fc.array(one(), lengths(part, max, fullness)) : one();
  if (chance === 1) return there;
  const absent = fc.constant(list ? [] : undefined);
  const weight = Math.round(chance * 100);
  return fc.oneof({ withCrossShrink: true }, { weight: 100 - weight, arbitrary: absent }, { weight, arbitrary: there });
}

function lengths(part: Part, limit: number, fullness: Fullness) {
  const { min, max } = fullness.times(part);
  return { minLength: Math.min(Math.max(min, 1), limit), maxLength: Math.min(Math.max(max, 1), limit) };
}

function segmentValue(segment: Segment | Use, chance: number): fc.Arbitrary<Value> {
  const fields = fieldsOf(segment).filter((field) => !(segment.id === 'HL' && field.at !== 3));
  // A segment says something, whichever element it is that does.
  const says = !fields.some((field) => field.is !== 'unused' && field.required);
  return fieldsValue(fields, chance, segment.conditions, says).map((draw) => draw(undefined) as Value);
}

interface Drawn {
  readonly field: Exclude<Field, { is: 'unused' }>;
  readonly there: boolean;
  readonly draw: Draw;
}

/** `filled`: something must be there, as in a segment or composite. */
function fieldsValue(
  fields: readonly Field[],
  chance: number,
  conditions: readonly string[],
  filled = false,
): fc.Arbitrary<Draw> {
  const used = fields.filter((field) => field.is !== 'unused');
  const each = used.map((field, index) =>
    fc
      .tuple(field.required || (filled && index === 0) ? fc.constant(true) : maybe(chance), fieldValue(field, chance))
      .map(([there, draw]) => ({
        field,
        there,
        draw,
      })),
  );
  return fc.tuple(...each).map((drawn) => () => assembled(drawn, conditions));
}

function maybe(chance: number): fc.Arbitrary<boolean> {
  if (chance === 0 || chance === 1) return fc.constant(chance === 1);
  return fc.nat(99).map((number) => number >= 100 - chance * 100);
}

function fieldValue(field: Drawn['field'], chance: number): fc.Arbitrary<Draw> {
  switch (field.is) {
    case 'simple':
      return simpleValue(field.type);
    case 'composite':
      return fieldsValue(field.fields, chance, [], true);
    case 'repeat':
      return listOf(fieldValue(field.member, chance), field.count, chance);
    case 'series': {
      const [single] = field.members;
      const member =
        field.single && single && single.is !== 'unused'
          ? fieldValue(single, chance)
          : fieldsValue(field.members, chance, []);
      return listOf(member, field.count, chance);
    }
  }
}

function listOf(member: fc.Arbitrary<Draw>, count: number, chance: number): fc.Arbitrary<Draw> {
  const many = fc.array(member, {
    minLength: chance === 1 ? Math.min(count, 2) : 1,
    maxLength: Math.min(count, chance === 0 ? 1 : 3),
  });
  return many.map((draws) => () => draws.map((draw) => draw(undefined)));
}

/** A segment's value from what was drawn; which elements are there is put right by its relational conditions. */
function assembled(drawn: readonly Drawn[], conditions: readonly string[]): Value {
  const there = new Set(drawn.filter((one) => one.there).map(({ field }) => field.at));
  const usable = new Set(drawn.map(({ field }) => field.at));
  const needed = new Set(drawn.filter(({ field }) => field.required).map(({ field }) => field.at));
  for (let round = 0; round < 3; round++) for (const condition of conditions) satisfy(condition, there, usable, needed);
  const value: Value = {};
  let before: unknown;
  let last = 0;
  for (const { field, draw } of drawn) {
    const present = there.has(field.at);
    const isList = field.is === 'series' || field.is === 'repeat';
    const read = present ? draw(field.at === last + 1 ? before : undefined) : isList ? [] : undefined;
    if (read !== undefined) value[field.name] = read;
    before = read;
    last = field.at;
  }
  return value;
}

function satisfy(
  condition: string,
  there: Set<number>,
  usable: ReadonlySet<number>,
  needed: ReadonlySet<number>,
): void {
  const elements = (condition.slice(1).match(/\d\d/g) ?? []).map(Number);
  const [first = 0, ...others] = elements;
  const present = elements.filter((at) => there.has(at));
  const complete = elements.every((at) => usable.has(at));
  const drop = (at: number) => !needed.has(at) && there.delete(at);
  const add = (at: number | undefined) => at !== undefined && usable.has(at) && there.add(at);
  switch (condition.charAt(0)) {
    case 'P':
      if (present.length > 0) for (const at of elements) complete ? add(at) : drop(at);
      break;
    case 'R':
      if (present.length === 0) add(elements.find((at) => usable.has(at)));
      break;
    case 'E': {
      const kept = present.find((at) => needed.has(at)) ?? present[0];
      for (const at of present) if (at !== kept) drop(at);
      break;
    }
    case 'C':
      if (there.has(first)) for (const at of others) complete ? add(at) : drop(first);
      break;
    case 'L':
      if (there.has(first) && present.length === 1) add(others.find((at) => usable.has(at))) || drop(first);
      break;
  }
}
