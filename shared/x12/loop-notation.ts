import type { Segment, Simplify, ValueOf, valueType } from './segment-notation.ts';

/** How often a part occurs: `min` to `max` times; `streamed` parts are the items of the stream. */
export interface Part<Value = unknown> {
  readonly of: Segment | Loop;
  readonly min: 0 | 1;
  readonly max: number;
  readonly streamed: boolean;
  /** Whether the value is a list (`many`, `some`, `each`) or stands alone (`one`, `maybe`). */
  readonly list: boolean;
  readonly [valueType]?: Value;
}

export interface OnePart<Value> extends Part<Value> {
  readonly min: 1;
  readonly list: false;
}
export interface MaybePart<Value> extends Part<Value> {
  readonly min: 0;
  readonly list: false;
}
export interface ListPart<Value> extends Part<Value> {
  readonly list: true;
}

/** Required, once. */
export function one<Value>(of: Segment<Value> | Loop<Value>): OnePart<Value> {
  return { of, min: 1, max: 1, list: false, streamed: false };
}
/** Situational, at most once. */
export function maybe<Value>(of: Segment<Value> | Loop<Value>): MaybePart<Value> {
  return { of, min: 0, max: 1, list: false, streamed: false };
}
/** Situational, up to `max` times. */
export function many<Value>(max: number, of: Segment<Value> | Loop<Value>): ListPart<Value> {
  return { of, min: 0, max, list: true, streamed: false };
}
/** Required, up to `max` times. */
export function some<Value>(max: number, of: Segment<Value> | Loop<Value>): ListPart<Value> {
  return { of, min: 1, max, list: true, streamed: false };
}
/** Any number of times, streamed: the items that a reader hands out one by one. */
export function each<Value>(of: Segment<Value> | Loop<Value>): ListPart<Value> {
  return { of, min: 0, max: Number.POSITIVE_INFINITY, list: true, streamed: true };
}

export type Parts = Readonly<Record<string, Part>>;

type PartsShape<P> = Simplify<
  { [Key in keyof P as P[Key] extends OnePart<unknown> ? Key : never]: ValueOf<P[Key]> } & {
    [Key in keyof P as P[Key] extends MaybePart<unknown> ? Key : never]?: ValueOf<P[Key]>;
  } & { [Key in keyof P as P[Key] extends ListPart<unknown> ? Key : never]: ValueOf<P[Key]>[] }
>;

/** A rule of the guide over one loop: a sentence, the part that is at fault, and when it holds. */
export interface Rule<Value> {
  readonly says: string;
  readonly at: keyof Value & string;
  readonly level: 'balance' | 'situation';
  holds(value: Value): boolean;
}

/** A loop: parts in the guide's order. Adjacent parts that open with the same segment id share a position. */
export interface Loop<Value = unknown> {
  readonly id: string;
  readonly parts: Parts;
  // biome-ignore lint/suspicious/noExplicitAny: a rule is checked against its own loop's type where it is written.
  readonly rules: readonly Rule<any>[];
  readonly [valueType]?: Value;
}

export function loop<const P extends Parts>(
  loopId: string,
  parts: P,
  ...rules: Rule<PartsShape<P>>[]
): Loop<PartsShape<P>> {
  return { id: loopId, parts, rules };
}

/** A transaction set of an implementation guide, from after ST to before SE. */
export interface Guide<Value = unknown> extends Loop<Value> {
  /** ST01. */
  readonly set: string;
  /** GS01. */
  readonly functionalId: string;
  /** The implementation convention we write (GS08, ST03). */
  readonly version: string;
  /** Every GS08 / ST03 that is read with this guide. */
  readonly reads: readonly string[];
  /** A sentence naming it for people: `Health Care Claim: Professional`. */
  readonly name: string;
  /** Whether ST03 is left out when writing, as in the 835. */
  readonly omitsReference?: boolean;
}

export function guide<const P extends Parts>(
  about: Pick<Guide, 'set' | 'functionalId' | 'version' | 'reads' | 'name' | 'omitsReference'>,
  parts: P,
  ...rules: Rule<PartsShape<P>>[]
): Guide<PartsShape<P>> {
  return { ...about, id: about.set, parts, rules };
}
