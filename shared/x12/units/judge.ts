import type { Field } from '../compile-segment.ts';
import type { Given } from '../given.ts';
import type { Rule } from '../loop-notation.ts';
import type { SegmentRule } from '../segment-notation.ts';
import type { Cursor } from './cursor.ts';

type AnyRule = Rule<unknown> | SegmentRule<unknown>;

/** A value that a rule asks for, by its place among the values of a loop or segment. */
interface Wanted {
  readonly at: number;
  readonly codes: true | readonly string[];
}

/** A rule as it is judged. All are of one class, whatever a guide wrote, since what differs is slow to call. */
class Judged {
  readonly given: readonly Wanted[];
  readonly holds: ((value: object, about: Cursor['about']) => boolean) | undefined;
  readonly faults: ((value: object, about: Cursor['about']) => Iterable<unknown>) | undefined;

  constructor(rule: AnyRule, given: readonly Wanted[]) {
    this.given = given;
    this.holds = 'holds' in rule ? rule.holds : undefined;
    this.faults = 'faults' in rule ? rule.faults : undefined;
  }
}

/** What a rule may ask for: the fields of a segment or the parts of a loop. */
interface Named {
  readonly name?: string;
  /** The codes that it can be, where they are closed. */
  readonly codes?: ReadonlySet<string> | undefined;
}

/** Whether rules hold of a value. One that throws does not: whether that is a fault is for the careful reader to say. */
export class Judge {
  readonly #judged: readonly Judged[];

  /** `names`: what the values are, in their order. */
  constructor(rules: readonly AnyRule[], names: readonly Named[]) {
    this.#judged = rules.map((rule) => new Judged(rule, wantedOf(rule.given ?? {}, names)));
  }

  /** `values`: those of the value, by place. */
  approves(value: object, values: readonly unknown[], { about }: Cursor): boolean {
    try {
      for (const { given, holds, faults } of this.#judged) {
        if (!areThere(given, values)) continue;
        if (holds ? !holds(value, about) : faults && hasAny(faults(value, about))) return false;
      }
      return true;
    } catch {
      return false;
    }
  }
}

/** The values that a rule asks for. */
function wantedOf(given: Given<unknown>, names: readonly Named[]): Wanted[] {
  return Object.entries<true | readonly string[]>(given).map(([name, codes]) => {
    const at = names.findIndex((one) => one.name === name);
    const isSure = codes === true || names[at]?.codes?.isSubsetOf(new Set(codes));
    return { at, codes: isSure ? true : codes };
  });
}

function areThere(given: readonly Wanted[], values: readonly unknown[]): boolean {
  for (const { at, codes } of given) {
    const value = values[at];
    if (value === undefined || (codes !== true && !codes.includes(value as string))) return false;
    if (Array.isArray(value) && value.length === 0) return false;
  }
  return true;
}

/** Fields by the names that rules use. */
export function namesOf(fields: readonly Field[]): Named[] {
  return fields.map((field) => ({
    ...('name' in field && { name: field.name }),
    ...(field.is === 'value' && { codes: field.type.codes }),
  }));
}

function hasAny(faults: Iterable<unknown>): boolean {
  if (Array.isArray(faults)) return faults.length > 0;
  for (const _ of faults) return true;
  return false;
}
