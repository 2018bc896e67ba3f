import type { Field, SimpleType } from '../compile-segment.ts';
import type { SegmentRule } from '../segment-notation.ts';
import { findFault, parseSimple } from '../simple-values.ts';
import { newReads } from './byte-memory.ts';
import { Judged, namesOf } from './judge.ts';
import { pack, packs } from './packed.ts';
import { bitOf, Shapes } from './shapes.ts';

/** What a step reads. Numbers, since a `switch` over them is a jump. */
export const unusedStep = 0;
export const textStep = 1;
export const codeStep = 2;
export const moneyStep = 3;
export const wholeStep = 4;
export const decimalStep = 5;
export const dayStep = 6;
export const shortDayStep = 7;
export const timeStep = 8;
export const periodStep = 9;
/** From here on it is more than one simple value. */
export const compositeStep = 10;
export const seriesStep = 11;
export const groupsStep = 12;
export const repeatStep = 13;

const stepOf: Readonly<Record<SimpleType['kind'], number>> = {
  text: textStep,
  code: textStep,
  money: moneyStep,
  whole: wholeStep,
  decimal: decimalStep,
  date: dayStep,
  time: timeStep,
  period: periodStep,
};

/** One field to read. All are of one class, so that one small function reads them all and is soon optimized. */
export class Step {
  readonly what: number;
  readonly min: number;
  readonly max: number;
  readonly required: boolean;
  /** Its bit among the optional ones that are there; 0 when its property is always there. */
  readonly bit: number;
  /** The closed codes, packed, and the strings that they become. */
  readonly codes: ReadonlyMap<number | string, string> | undefined;
  readonly isPacked: boolean;
  /** Whether short texts are the same string each time. */
  readonly isShort: boolean;
  readonly list: string | undefined;
  readonly type: SimpleType | undefined;
  /** How many elements it takes, or members that it may have. */
  readonly count: number;
  /** What a composite or a member of a group consists of. */
  readonly inner: FieldPlan | undefined;
  /** What a series or repetition consists of. */
  readonly member: Step | undefined;
  /** Whether the step before may name the form of a period. */
  readonly isFormed: boolean;

  constructor(field: Field, bit: number, required: boolean, isFormed: boolean) {
    const type = field.is === 'value' ? field.type : undefined;
    this.type = type;
    this.bit = bit;
    this.required = required;
    this.isFormed = isFormed;
    this.min = type?.min ?? 0;
    this.max = type?.max ?? 0;
    this.list = type?.list;
    this.isShort = type !== undefined && (type.kind === 'code' || type.max <= 4);
    const codes = type?.codes && fittingCodes(type, type.codes);
    this.isPacked = codes?.every(packs) ?? false;
    this.codes = codes && new Map(codes.map((code) => [this.isPacked ? pack(code) : code, code]));
    this.what = type ? simpleStep(type) : structureStep(field);
    this.count =
      field.is === 'unused' ? field.places : field.is === 'value' || field.is === 'composite' ? 1 : field.count;
    const isGroup = field.is === 'series' && !('is' in field.member);
    this.inner =
      field.is === 'composite'
        ? new FieldPlan(field.type.fields)
        : isGroup
          ? new FieldPlan(field.member as readonly Field[], true)
          : undefined;
    this.member =
      field.is === 'repeat'
        ? new Step(field.member, 0, true, false)
        : field.is === 'series' && 'is' in field.member
          ? new Step(field.member, 0, false, false)
          : undefined;
  }
}

function simpleStep({ kind, codes, max }: SimpleType): number {
  if (codes) return codeStep;
  return kind === 'date' && max === 6 ? shortDayStep : stepOf[kind];
}

function structureStep(field: Field): number {
  if (field.is === 'unused') return unusedStep;
  if (field.is === 'composite') return compositeStep;
  if (field.is === 'repeat') return repeatStep;
  return field.is === 'series' && 'is' in field.member ? seriesStep : groupsStep;
}

/** One that the element itself has no room for is a slip of the guide, and reported as such. */
function fittingCodes(type: SimpleType, codes: ReadonlySet<string>): string[] {
  return [...codes].filter((one) => findFault(type, one, '') === undefined && parseSimple(type, one) === one);
}

/** Their bits are those of one small integer. */
export const mostOptionalFields = 31;

/** How the elements of a segment, the components of a composite or the elements of a group are read. */
export class FieldPlan {
  readonly fields: readonly Field[];
  readonly steps: readonly Step[];
  readonly shapes: Shapes;
  /** Tells composites of its own in memory from others. */
  readonly reads = newReads();
  /** What was read last, by step, and how many steps that were. */
  readonly values: unknown[];
  filled = 0;
  /** The first of the steps at the end that nothing is amiss without. */
  readonly tail: number;
  /** The steps that a member of a group must have when it has any. */
  readonly needed: readonly number[];

  /** `isGroup`: all of it may be absent. */
  constructor(given: readonly Field[], isGroup = false, rules: readonly SegmentRule<unknown>[] = []) {
    const fields = joinUnused(given);
    this.fields = fields;
    let bits = 0;
    const isAlways = (field: Field) =>
      field.is !== 'unused' && (field.is === 'series' || field.is === 'repeat' || field.required);
    this.steps = fields.map((field, at) => {
      const bit = field.is === 'unused' || isAlways(field) ? 0 : bitOf(bits++);
      const required = field.is !== 'unused' && field.required && !isGroup;
      return new Step(field, bit, required, fields[at - 1]?.is === 'value');
    });
    this.tail = 1 + this.steps.findLastIndex(({ what, required }) => required || what > compositeStep);
    this.values = fields.map(() => undefined);
    this.needed = [...fields.keys()].filter((at) => isGroup && fields[at] && isAlways(fields[at]));
    const bitsOf = this.steps.map(({ bit }) => bit);
    const names = namesOf(fields, bitsOf);
    this.shapes = new Shapes(
      fields.flatMap((field, at) =>
        field.is === 'unused' ? [] : { name: field.name, from: `values[${at}]`, bit: bitsOf[at] ?? 0 },
      ),
      rules.map((rule) => new Judged(rule, names)),
    );
  }
}

/** Elements in a row that must be empty, as one field. */
function joinUnused(fields: readonly Field[]): Field[] {
  const joined: Field[] = [];
  for (const field of fields) {
    const last = joined.at(-1);
    if (field.is !== 'unused' || last?.is !== 'unused') joined.push(field);
    else joined[joined.length - 1] = { is: 'unused', places: last.places + field.places };
  }
  return joined;
}
