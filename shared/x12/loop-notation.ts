import type { Given } from './given.ts';
import type { RuleAbout, RuleLevel, Segment, Simplify, ValueOf, valueType } from './segment-notation.ts';

/** How often a part occurs: `min` to `max` times; `streamed` parts are the items of the stream. */
export interface Part<Value = unknown> {
  readonly of: Segment | Loop;
  readonly min: 0 | 1;
  readonly max: number;
  readonly streamed: boolean;
  /** An item itself where nothing streamed stands inside it. */
  readonly orItself?: true;
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
export interface StreamedPart<Value> extends ListPart<Value> {
  readonly streamed: true;
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
export function each<Value>(of: Segment<Value> | Loop<Value>): StreamedPart<Value> {
  return { of, min: 0, max: Number.POSITIVE_INFINITY, list: true, streamed: true };
}

/** Of streamed parts that hold streamed parts: one in which none stands is an item too, as a subscriber without dependents. */
export function orItself<Value>(part: StreamedPart<Value>): StreamedPart<Value> {
  return { ...part, orItself: true };
}

export type Parts = Readonly<Record<string, Part>>;

type PartsShape<P> = Simplify<
  { [Key in keyof P as P[Key] extends OnePart<unknown> ? Key : never]: ValueOf<P[Key]> } & {
    [Key in keyof P as P[Key] extends MaybePart<unknown> ? Key : never]?: ValueOf<P[Key]>;
  } & { [Key in keyof P as P[Key] extends ListPart<unknown> ? Key : never]: ValueOf<P[Key]>[] }
>;

/** What a loop is without the lists that a stream never has: all that a rule may look at. */
type RuledShape<P> = PartsShape<{ [Key in keyof P as P[Key] extends StreamedPart<unknown> ? never : Key]: P[Key] }>;

/** A number that each occurrence of an inner loop adds to: how rules see streamed lists. */
export interface Tally {
  readonly over: Loop;
  readonly add: (item: unknown) => number;
  /** Whether only the occurrences count that stand in the loop itself, not in a loop inside it. */
  readonly directly: boolean;
}

/** The sum of what `of` gives for each occurrence of a loop, at any depth. */
export function sum<Value>(over: Loop<Value>, of: (item: Value) => number): Tally {
  return { over, add: of as Tally['add'], directly: false };
}

/** How often a loop occurs, at any depth. */
export function count(over: Loop): Tally {
  return { over, add: oneEach, directly: false };
}

const oneEach = () => 1;

/** The same tally without the occurrences in loops inside. */
export function directly(tally: Tally): Tally {
  return { ...tally, directly: true };
}

/** Whether two tallies come to the same. */
export function isSameTally(one: Tally, other: Tally): boolean {
  return one.over === other.over && one.add === other.add && one.directly === other.directly;
}

/**
 * A segment at fault, and its element (`facility.placeOfServiceCode`, `others.2.code`; from 0 within a series); and what it is that asks for
 * more or forbids it, where it is not that itself.
 */
export type Fault = readonly [
  segment: object,
  element?: string | undefined,
  trigger?: readonly [segment: object, element?: string],
];

interface AnyRule<Value> {
  /** One sentence: what is right. */
  readonly says: string;
  readonly level: RuleLevel;
  /** What must be there for it to say anything. */
  readonly given?: Given<Value>;
  /** Several add up: claims of their own, and what is only said of them. */
  readonly tally?: Tally | readonly Tally[];
  /**
   * The part that must come, when what is at fault asks for a segment or loop: of the loop that this stands in, or of
   * one around it.
   */
  readonly asksFor?: string;
  /** What must go: the loop that what is at fault stands in, its segment (as where no element is named), or its element. */
  readonly forbids?: 'loop' | 'segment' | 'element';
}

/** What a rule over a loop may know of what is around. */
export interface LoopRuleAbout extends RuleAbout {
  /** What its `tally` came to; 0 when it has none. */
  readonly tally: number;
  /** What one of several in its `tally` came to. */
  tallyOf(tally: Tally): number;
  /** A segment or loop that stands in a loop around this one, from the nearest that has it: its billing provider, its payer. */
  around<Value>(of: Segment<Value> | Loop<Value>): Value | undefined;
}

/** A rule that holds of a loop as a whole or not; `at` is the part at fault, and `element` its element. */
export interface HoldingRule<Value, Part extends string = string> extends AnyRule<Value> {
  readonly at: Part;
  readonly element?: string;
  holds(value: Value, about: LoopRuleAbout): boolean;
}

/** A rule that finds the segments at fault, at any depth. */
export interface FindingRule<Value> extends AnyRule<Value> {
  faults(value: Value, about: LoopRuleAbout): Iterable<Fault>;
}

/** A rule of the guide over one loop. */
export type Rule<Value, Part extends string = string> = HoldingRule<Value, Part> | FindingRule<Value>;

/** A loop: parts in the guide's order. Adjacent parts that open with the same segment id share a position. */
export interface Loop<Value = unknown> {
  readonly id: string;
  readonly parts: Parts;
  // biome-ignore lint/suspicious/noExplicitAny: a rule is checked against its own loop's type where it is written.
  readonly rules: readonly Rule<any, any>[];
  readonly [valueType]?: Value;
}

export function loop<const P extends Parts>(
  loopId: string,
  parts: P,
  ...rules: Rule<RuledShape<P>, keyof P & string>[]
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
  /** Whether ST03 may be left out, as in the 835; it is when writing. */
  readonly omitsReference?: boolean;
  readonly standard?: Standard;
}

/** What X12's own transaction set says, of which a guide is a narrowing: a 999 tells which of both is broken. */
export interface Standard {
  /** Every segment id of it. */
  readonly segments: readonly string[];
  /** The ids of those that are mandatory wherever their loop stands; `2100/NM1` in loops 2100 alone. */
  readonly mandatory: readonly string[];
}

/** What a guide narrows, where it says so. */
export function standardOf({ loop }: { readonly loop: Loop }): Standard | undefined {
  return (loop as Partial<Guide>).standard;
}

export function guide<const P extends Parts>(
  about: Pick<Guide, 'set' | 'functionalId' | 'version' | 'reads' | 'name' | 'omitsReference' | 'standard'>,
  parts: P,
  ...rules: Rule<RuledShape<P>, keyof P & string>[]
): Guide<PartsShape<P>> {
  return { ...about, id: about.set, parts, rules };
}
