import type { Rule } from '../loop-notation.ts';
import type { SegmentRule } from '../segment-notation.ts';
import type { Cursor } from './cursor.ts';

type AnyRule = Rule<unknown> | SegmentRule<unknown>;

/** Whether rules hold of a value. One that throws does not: whether that is a fault is for the careful reader to say. */
export class Judge {
  readonly #holding: Extract<AnyRule, { holds: unknown }>[] = [];
  readonly #finding: Extract<AnyRule, { faults: unknown }>[] = [];

  constructor(rules: readonly AnyRule[]) {
    for (const rule of rules) {
      if ('faults' in rule) this.#finding.push(rule);
      else this.#holding.push(rule);
    }
  }

  approves(value: object, { about }: Cursor): boolean {
    try {
      for (const rule of this.#holding) if (!rule.holds(value, about)) return false;
      for (const rule of this.#finding) if (hasAny(rule.faults(value, about))) return false;
      return true;
    } catch {
      return false;
    }
  }
}

function hasAny(faults: Iterable<unknown>): boolean {
  if (Array.isArray(faults)) return faults.length > 0;
  for (const _ of faults) return true;
  return false;
}
