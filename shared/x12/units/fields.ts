import type { CompositeField, Field, SimpleType } from '../compile-segment.ts';
import { findFault, parseSimple } from '../simple-values.ts';
import { componentEnd, elementEnd, repetitionEnd, segmentEnd } from './character-classes.ts';
import { PackedTable, pack, packs } from './packed.ts';
import { Shapes } from './shapes.ts';

/** Fields beyond which their bits are no small integer any more. */
export const mostFields = 30;

/** What a step reads. Numbers, so that the code that reads them all finds its way by a table. */
export const step = {
  unused: 0,
  text: 1,
  shortText: 2,
  listedCode: 3,
  packedCode: 4,
  longCode: 5,
  money: 6,
  whole: 7,
  decimal: 8,
  day: 9,
  shortDay: 10,
  time: 11,
  period: 12,
  composite: 13,
  repeat: 14,
  series: 15,
  groups: 16,
} as const;

/** The delimiter between values, and those that may end one, as bits of their classes. */
interface Level {
  readonly between: number;
  readonly ends: number;
}

const elements: Level = { between: elementEnd, ends: (1 << elementEnd) | (1 << segmentEnd) };
const repetitions: Level = { between: repetitionEnd, ends: elements.ends | (1 << repetitionEnd) };

function componentsWithin({ ends }: Level): Level {
  return { between: componentEnd, ends: ends | (1 << componentEnd) };
}

/** How a field is read. All are of one class: the code that reads them is the same. */
export class FieldStep {
  readonly what: number;
  readonly bit: number;
  readonly isNeeded: boolean;
  /** Of a value, its length; of a list, its most places. */
  readonly min: number;
  readonly max: number;
  /** The bit of the field before, which may name the form of its period; 0 where it can't. */
  readonly form: number;
  readonly packedCodes: PackedTable<string> | undefined;
  readonly longCodes: ReadonlyMap<string, string> | undefined;
  /** The list outside the guide that its codes are from. */
  readonly list: string;
  /** The components, or what each member of a list is. */
  readonly inner: Fields | undefined;

  constructor(what: number, about: Partial<Omit<FieldStep, 'what'>>) {
    this.what = what;
    this.bit = about.bit ?? 0;
    this.isNeeded = about.isNeeded ?? false;
    this.min = about.min ?? 0;
    this.max = about.max ?? 0;
    this.form = about.form ?? 0;
    this.packedCodes = about.packedCodes;
    this.longCodes = about.longCodes;
    this.list = about.list ?? '';
    this.inner = about.inner;
  }
}

/** How the fields of a segment, a composite or a list's member are read, and what is made of them. */
export class Fields {
  readonly steps: readonly FieldStep[];
  readonly between: number;
  readonly mayEnd: number;
  /** The last one that must be there; before the first where all may be absent. */
  readonly lastNeeded: number;
  /** The bits of those that whoever is there must have. */
  readonly required: number;
  /** The bits of those that may be absent. */
  readonly optional: number;
  readonly shapes: Shapes;

  /** `mayBeAbsent`: all of them together, so that it is seen afterwards what must be there. */
  constructor(fields: readonly Field[], level: Level, mayBeAbsent: boolean) {
    this.steps = fields.map((field, at) =>
      stepOf(field, level, {
        bit: 1 << at,
        isNeeded: !mayBeAbsent && field.is !== 'unused' && field.required,
        form: fields[at - 1]?.is === 'value' ? 1 << (at - 1) : 0,
      }),
    );
    this.between = level.between;
    this.mayEnd = level.ends;
    this.lastNeeded = this.steps.findLastIndex(({ isNeeded }) => isNeeded);
    const bitsOf = (holds: (field: Field) => boolean) =>
      fields.reduce((bits, field, at) => (holds(field) ? bits | (1 << at) : bits), 0);
    const isOptional = (field: Field) => field.is !== 'unused' && (isList(field) || !field.required);
    this.required = bitsOf((field) => field.is !== 'unused' && !isList(field) && field.required);
    this.optional = bitsOf(isOptional);
    this.shapes = new Shapes(
      fields.flatMap((field, at) =>
        field.is === 'unused'
          ? []
          : { name: field.name, index: at, isList: isList(field), bit: isOptional(field) ? 1 << at : 0 },
      ),
    );
  }
}

/** Those of a segment. */
export function fieldsOf(fields: readonly Field[]): Fields {
  return new Fields(fields, elements, false);
}

const oneUnused: Field = { is: 'unused', places: 1 };

type Place = Pick<FieldStep, 'bit' | 'isNeeded' | 'form'>;

function stepOf(field: Field, level: Level, place: Place): FieldStep {
  switch (field.is) {
    case 'unused':
      return field.places === 1
        ? new FieldStep(step.unused, place)
        : new FieldStep(step.series, { ...place, max: field.places, inner: new Fields([oneUnused], level, true) });
    case 'value':
      return valueStep(field.type, place);
    case 'composite':
      return new FieldStep(step.composite, { ...place, inner: components(field, level) });
    case 'series':
      return 'is' in field.member
        ? new FieldStep(step.series, { ...place, max: field.count, inner: new Fields([field.member], level, true) })
        : new FieldStep(step.groups, { ...place, max: field.count, inner: new Fields(field.member, level, true) });
    case 'repeat':
      return new FieldStep(step.repeat, {
        ...place,
        max: field.count,
        inner: new Fields([field.member], repetitions, false),
      });
  }
}

function components({ type }: CompositeField, level: Level): Fields {
  return new Fields(type.fields, componentsWithin(level), false);
}

const simpleSteps = {
  money: step.money,
  whole: step.whole,
  decimal: step.decimal,
  time: step.time,
  period: step.period,
} as const;

function valueStep(type: SimpleType, place: Place): FieldStep {
  const { kind, min, max, codes, list } = type;
  const about = { ...place, min, max };
  if (codes) {
    const fitting = fittingCodes(type, codes);
    return fitting.every(packs)
      ? new FieldStep(step.packedCode, {
          ...about,
          packedCodes: new PackedTable(fitting.map((one) => [pack(one), one])),
        })
      : new FieldStep(step.longCode, { ...about, longCodes: new Map(fitting.map((one) => [one, one])) });
  }
  if (kind === 'date') return new FieldStep(max === 6 ? step.shortDay : step.day, about);
  if (kind !== 'text' && kind !== 'code') return new FieldStep(simpleSteps[kind], about);
  if (list !== undefined) return new FieldStep(step.listedCode, { ...about, list });
  return new FieldStep(kind === 'code' || max <= 4 ? step.shortText : step.text, about);
}

/** One that the element itself has no room for is a slip of the guide, and reported as such. */
function fittingCodes(type: SimpleType, codes: ReadonlySet<string>): string[] {
  return [...codes].filter((one) => findFault(type, one, '') === undefined && parseSimple(type, one) === one);
}

function isList({ is }: Field): boolean {
  return is === 'series' || is === 'repeat';
}
