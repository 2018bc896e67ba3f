import type { Field, SimpleType } from '../compile-segment.ts';
import { findFault, parseSimple } from '../simple-values.ts';
import { componentEnd, elementEnd, repetitionEnd, segmentEnd } from './character-classes.ts';
import * as kinds from './field-kinds.ts';
import { PackedTable, pack, packs } from './packed.ts';
import { Shapes } from './shapes.ts';

/** Fields beyond which their bits are no small integer any more. */
export const mostFields = 30;

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

/** How a field is read. */
interface FieldPlan {
  readonly kind: number;
  /** Of a value, its length; of a list, its most places. */
  readonly min?: number;
  readonly max?: number;
  /** The codes that it can be, the list that they are in, the components, or the fields of each member. */
  readonly table?: PackedTable<string> | ReadonlyMap<string, string> | string | Fields;
}

const kindBits = 5;
const minBits = 10;
const maxBits = 16;

/** Lengths beyond which a field's number has no room for them. */
export const mostMin = (1 << minBits) - 1;
export const mostMax = (1 << maxBits) - 1;

/** One number for what is asked of each field: those of a segment lie close together, and are fetched from memory at once. */
function numberOf({ kind, min = 0, max = 0 }: FieldPlan): number {
  return kind | (min << kindBits) | (max << (kindBits + minBits));
}

export function kindOf(asked: number): number {
  return asked & ((1 << kindBits) - 1);
}

export function minOf(asked: number): number {
  return (asked >> kindBits) & mostMin;
}

export function maxOf(asked: number): number {
  return asked >> (kindBits + minBits);
}

/** How the fields of a segment, a composite or a list's member are read, and what is made of them. */
export class Fields {
  /** By field, what is asked of it. */
  readonly asked: readonly number[];
  readonly tables: readonly FieldPlan['table'][];
  readonly between: number;
  readonly mayEnd: number;
  /** The bits of those without which it is not right, and the last of them. */
  readonly needed: number;
  readonly lastNeeded: number;
  /** The bits of those that whoever is there must have. */
  readonly required: number;
  /** The bits of those that may be absent. */
  readonly optional: number;
  readonly shapes: Shapes;

  /** `mayBeAbsent`: all of them together, so that it is seen afterwards what must be there. */
  constructor(fields: readonly Field[], level: Level, mayBeAbsent: boolean) {
    const plans = fields.map((field, at) => planOf(field, level, fields[at - 1]?.is === 'value'));
    this.asked = plans.map(numberOf);
    this.tables = plans.map(({ table }) => table);
    this.between = level.between;
    this.mayEnd = level.ends;
    const isNeeded = (field: Field) => !mayBeAbsent && field.is !== 'unused' && field.required;
    const isOptional = (field: Field) => field.is !== 'unused' && (isList(field) || !field.required);
    this.needed = bitsOf(fields, isNeeded);
    this.lastNeeded = fields.findLastIndex(isNeeded);
    this.required = bitsOf(fields, (field) => field.is !== 'unused' && !isOptional(field));
    this.optional = bitsOf(fields, isOptional);
    this.shapes = new Shapes(
      fields.flatMap((field, at) =>
        field.is === 'unused'
          ? []
          : { name: field.name, index: at, isList: isList(field), bit: isOptional(field) ? 1 << at : 0 },
      ),
    );
  }
}

function bitsOf(fields: readonly Field[], holds: (field: Field) => boolean): number {
  return fields.reduce((bits, field, at) => (holds(field) ? bits | (1 << at) : bits), 0);
}

/** Those of a segment. */
export function fieldsOf(fields: readonly Field[]): Fields {
  return new Fields(fields, elements, false);
}

const oneUnused: Field = { is: 'unused', places: 1 };

function planOf(field: Field, level: Level, followsValue: boolean): FieldPlan {
  switch (field.is) {
    case 'unused':
      return field.places === 1
        ? { kind: kinds.unused }
        : { kind: kinds.series, max: field.places, table: new Fields([oneUnused], level, true) };
    case 'value':
      return planOfValue(field.type, followsValue);
    case 'composite':
      return { kind: kinds.composite, table: new Fields(field.type.fields, componentsWithin(level), false) };
    case 'series':
      return 'is' in field.member
        ? { kind: kinds.series, max: field.count, table: new Fields([field.member], level, true) }
        : { kind: kinds.groups, max: field.count, table: new Fields(field.member, level, true) };
    case 'repeat':
      return { kind: kinds.repeat, max: field.count, table: new Fields([field.member], repetitions, false) };
  }
}

function planOfValue(type: SimpleType, followsValue: boolean): FieldPlan {
  const { kind, min, max, codes, list } = type;
  if (codes) {
    const fitting = fittingCodes(type, codes);
    return fitting.every(packs)
      ? { kind: kinds.packedCode, table: new PackedTable(fitting.map((one) => [pack(one), one])) }
      : { kind: kinds.longCode, table: new Map(fitting.map((one) => [one, one])) };
  }
  switch (kind) {
    case 'text':
    case 'code':
      if (list !== undefined) return { kind: kinds.listedCode, min, max, table: list };
      return { kind: kind === 'code' || max <= 4 ? kinds.shortText : kinds.text, min, max };
    case 'date':
      return { kind: max === 6 ? kinds.shortDay : kinds.day };
    case 'period':
      return { kind: followsValue ? kinds.period : kinds.periodOfAnyForm, min, max };
    case 'money':
      return { kind: kinds.money, min, max };
    case 'whole':
      return { kind: kinds.whole, min, max };
    case 'decimal':
      return { kind: kinds.decimal, min, max };
    case 'time':
      return { kind: kinds.time, min, max };
  }
}

/** One that the element itself has no room for is a slip of the guide, and reported as such. */
function fittingCodes(type: SimpleType, codes: ReadonlySet<string>): string[] {
  return [...codes].filter((one) => findFault(type, one, '') === undefined && parseSimple(type, one) === one);
}

function isList({ is }: Field): boolean {
  return is === 'series' || is === 'repeat';
}
