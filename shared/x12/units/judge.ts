import type { Field } from '../compile-segment.ts';
import type { Given } from '../given.ts';
import type { Rule } from '../loop-notation.ts';
import type { SegmentRule } from '../segment-notation.ts';
import type { Cursor } from './cursor.ts';

/** A value that a rule asks for, by its place among the values of a loop or segment. */
interface Wanted {
  readonly at: number;
  readonly codes: true | readonly string[];
}

/** What a rule may ask for: the fields of a segment or the parts of a loop. */
interface Named {
  readonly name?: string;
  /** Its bit among the optional ones that are there; 0 when its property is always there. */
  readonly bit: number;
  /** Whether it is a list, which may be empty. */
  readonly isList: boolean;
  /** The codes that it can be, where they are closed. */
  readonly codes?: ReadonlySet<string> | undefined;
}

/** A rule as it is judged. All are of one class, whatever a guide wrote, since what differs is slow to call. */
export class Judged {
  /** The bits of what it asks for, and what else there is to ask once that is there. */
  readonly bits: readonly number[];
  readonly given: readonly Wanted[];
  readonly holds: ((value: object, about: Cursor['about']) => boolean) | undefined;
  readonly faults: ((value: object, about: Cursor['about']) => Iterable<unknown>) | undefined;

  /** `names`: what the values are, in their order. */
  constructor(rule: Rule<unknown> | SegmentRule<unknown>, names: readonly Named[]) {
    const given = Object.entries<true | readonly string[]>((rule.given ?? {}) as Given<unknown>);
    const asked = given.map(([name, codes]) => {
      const at = names.findIndex((one) => one.name === name);
      const isSure = codes === true || names[at]?.codes?.isSubsetOf(new Set(codes));
      return { at, codes: isSure ? true : codes } as const;
    });
    this.bits = asked.map(({ at }) => names[at]?.bit ?? 0);
    this.given = asked.filter(({ at, codes }) => codes !== true || names[at]?.isList);
    this.holds = 'holds' in rule ? rule.holds : undefined;
    this.faults = 'faults' in rule ? rule.faults : undefined;
  }
}

/**
 * Whether rules hold of a value that has been made of some values. One that throws does not: whether that is a fault is
 * for the careful reader to say.
 */
export function approves(
  rules: readonly Judged[],
  value: object,
  values: readonly unknown[],
  { about }: Cursor,
): boolean {
  try {
    for (let at = 0; at < rules.length; at++) {
      const { given, holds, faults } = rules[at] as Judged;
      if (given.length > 0 && !areThere(given, values)) continue;
      if (holds ? !holds(value, about) : faults && hasAny(faults(value, about))) return false;
    }
    return true;
  } catch {
    return false;
  }
}

function areThere(given: readonly Wanted[], values: readonly unknown[]): boolean {
  for (const { at, codes } of given) {
    const value = values[at];
    if (value === undefined || (codes !== true && !codes.includes(value as string))) return false;
    if (Array.isArray(value) && value.length === 0) return false;
  }
  return true;
}

/** Fields by the names that rules use. `bits`: those of the optional ones. */
export function namesOf(fields: readonly Field[], bits: readonly number[]): Named[] {
  return fields.map((field, at) => ({
    ...('name' in field && { name: field.name }),
    ...(field.is === 'value' && { codes: field.type.codes }),
    bit: bits[at] ?? 0,
    isList: field.is === 'series' || field.is === 'repeat',
  }));
}

function hasAny(faults: Iterable<unknown>): boolean {
  if (Array.isArray(faults)) return faults.length > 0;
  for (const _ of faults) return true;
  return false;
}
