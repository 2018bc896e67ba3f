import type { Cents } from '../money.ts';
import type { Given } from './given.ts';
import type { CodeLists } from './read-options.ts';

/** Carries the type of a value; no object has it. */
export declare const valueType: unique symbol;

/** How an element's text is checked and what value it becomes. */
export type Kind = 'text' | 'code' | 'whole' | 'decimal' | 'money' | 'date' | 'time' | 'period';

/** One element type: its kind, its length in characters (digits alone for numbers) and, for a closed list, its codes. */
export interface DataType<Value = unknown> {
  readonly kind: Kind;
  readonly min: number;
  readonly max: number;
  readonly codes?: readonly string[];
  /** The list outside the guide that the code must be in, by a name that the reader's `codes` option knows. */
  readonly list?: string;
  readonly [valueType]?: Value;
}

/** AN: text of `min` to `max` characters. */
export function an(min: number, max: number): DataType<string> {
  return { kind: 'text', min, max };
}

/** ID with the guide's closed list of codes. */
export function id<const Code extends string>(...codes: Code[]): DataType<Code> {
  const lengths = codes.map((code) => code.length);
  return { kind: 'code', min: Math.min(...lengths), max: Math.max(...lengths), codes };
}

/** ID whose codes come from a list outside the guide (CARC, place of service, taxonomy …), checked where `list` is known. */
export function externalCode(min: number, max: number, list?: string): DataType<string> {
  return { kind: 'code', min, max, ...(list !== undefined && { list }) };
}

/** N0: a whole number. */
export function whole(min: number, max: number): DataType<number> {
  return { kind: 'whole', min, max };
}

/** R that counts or measures: units, miles, percentages. */
export function decimal(min: number, max: number): DataType<number> {
  return { kind: 'decimal', min, max };
}

/** R that is money: whole cents. */
export const money: DataType<Cents> = { kind: 'money', min: 1, max: 18 };

/** DT: a day as CCYYMMDD (8) or YYMMDD (6, ISA09 alone). */
export function date(digits: 6 | 8): DataType<string> {
  return { kind: 'date', min: digits, max: digits };
}

/** TM: HHMM, HHMMSS or HHMMSSD(D). */
export function time(min: number, max: number): DataType<string> {
  return { kind: 'time', min, max };
}

/** A date, date range or date and time in the form that the element before it names: D8, RD8, DT, TM … (element 1251). */
export const period: DataType<string> = { kind: 'period', min: 1, max: 35 };

/** A composite: components in order. */
export interface Composite<Value = unknown> {
  readonly components: readonly Slot[];
  readonly [valueType]?: Value;
}

export type ElementType = DataType | Composite;

/** A place in a segment or composite. */
export interface ElementSlot<Name extends string = string, Type = ElementType, Required extends boolean = boolean> {
  readonly slot: 'element';
  readonly name: Name;
  readonly type: Type;
  readonly required: Required;
}
/** Up to `count` consecutive elements or groups, the first ones filled first: CAS02–04, 05–07 … or HI02, HI03 … */
export interface SeriesSlot<Name extends string = string, Of = ElementType | readonly Slot[]> {
  readonly slot: 'series';
  readonly name: Name;
  readonly count: number;
  readonly of: Of;
}
/** One element that repeats up to `count` times at the repetition separator. */
export interface RepeatSlot<Name extends string = string, Type = ElementType> {
  readonly slot: 'repeat';
  readonly name: Name;
  readonly count: number;
  readonly type: Type;
}
export interface UnusedSlot {
  readonly slot: 'unused';
}
export type Slot = ElementSlot | SeriesSlot | RepeatSlot | UnusedSlot;

/** A required element. */
export function el<const Name extends string, Type extends ElementType>(
  name: Name,
  type: Type,
): ElementSlot<Name, Type, true> {
  return { slot: 'element', name, type, required: true };
}

/** An optional (or situational) element. */
export function opt<const Name extends string, Type extends ElementType>(
  name: Name,
  type: Type,
): ElementSlot<Name, Type, false> {
  return { slot: 'element', name, type, required: false };
}

/** An element that the guide does not use. */
export const unused: UnusedSlot = { slot: 'unused' };

export function series<const Name extends string, const Of extends ElementType | readonly Slot[]>(
  name: Name,
  count: number,
  of: Of,
): SeriesSlot<Name, Of> {
  return { slot: 'series', name, count, of };
}

export function repeat<const Name extends string, Type extends ElementType>(
  name: Name,
  count: number,
  type: Type,
): RepeatSlot<Name, Type> {
  return { slot: 'repeat', name, count, type };
}

export type Simplify<T> = { [Key in keyof T]: T[Key] };

/** The value that something of the notation is read into. */
export type ValueOf<Type> = Type extends { readonly [valueType]?: infer Value } ? Value : never;

type SeriesItem<Of> = Of extends readonly Slot[] ? Shape<Of> : ValueOf<Of>;

/** The object that a list of slots becomes. Series and repeats are always present, empty when nothing was said. */
export type Shape<Slots extends readonly Slot[]> = Simplify<
  {
    [S in Slots[number] as S extends ElementSlot<infer Name, unknown, true> ? Name : never]: S extends ElementSlot
      ? ValueOf<S['type']>
      : never;
  } & {
    [S in Slots[number] as S extends ElementSlot<infer Name, unknown, false> ? Name : never]?: S extends ElementSlot
      ? ValueOf<S['type']>
      : never;
  } & {
    [S in Slots[number] as S extends SeriesSlot<infer Name> | RepeatSlot<infer Name>
      ? Name
      : never]: S extends SeriesSlot ? SeriesItem<S['of']>[] : S extends RepeatSlot ? ValueOf<S['type']>[] : never;
  }
>;

export function composite<const Slots extends readonly Slot[]>(...components: Slots): Composite<Shape<Slots>> {
  return { components };
}

/**
 * A rule over one segment: a sentence that says what is right, and either when it holds, with the element that is at
 * fault otherwise (`facility.placeOfServiceCode`, `others.2.code`; from 0 within a series), or the elements at fault.
 */
export type SegmentRule<Value> = HoldingSegmentRule<Value> | FindingSegmentRule<Value>;

interface AnySegmentRule<Value> {
  readonly says: string;
  readonly level: RuleLevel;
  /** What must be there for it to say anything; it asks for what is missing. */
  readonly given?: Given<Value>;
  /** What must go when the rule is broken: the element at fault, or its segment. Else it has another value. */
  readonly forbids?: 'segment' | 'element';
}

export interface HoldingSegmentRule<Value> extends AnySegmentRule<Value> {
  readonly at: string;
  holds(value: Value, about: SegmentRuleAbout): boolean;
}

export interface FindingSegmentRule<Value> extends AnySegmentRule<Value> {
  faults(value: Value, about: SegmentRuleAbout): Iterable<string>;
}

export type RuleLevel = 'requirement' | 'balance' | 'situation' | 'code-set';

/** What a rule may know of what is around. */
export interface RuleAbout {
  /** The day on which the group says it was written (GS04, CCYYMMDD): nothing that has happened is later. */
  readonly written: string | undefined;
}

/** What a rule over one segment may know of what is around. */
export interface SegmentRuleAbout extends RuleAbout {
  /** Whether a code is in a list outside the guide; undefined where the list is not at hand. */
  readonly codes: CodeLists | undefined;
}

/**
 * A segment: its elements in order, and the relational conditions of the standard (`P0809`: both or none, `R`: at
 * least one, `C`: if the first then all others, `L`: if the first then at least one other, `E`: at most one).
 */
export interface Segment<Value = unknown> {
  readonly id: string;
  readonly slots: readonly Slot[];
  readonly conditions: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: a rule is checked against its own segment's type where it is written.
  readonly rules: readonly SegmentRule<any>[];
  readonly [valueType]?: Value;
}

export function segment<const Slots extends readonly Slot[]>(
  segmentId: string,
  slots: Slots,
  ...conditions: (string | SegmentRule<NoInfer<Shape<Slots>>>)[]
): Segment<Shape<Slots>> {
  return {
    id: segmentId,
    slots,
    conditions: conditions.filter((one) => typeof one === 'string'),
    rules: conditions.filter((one) => typeof one !== 'string'),
  };
}
