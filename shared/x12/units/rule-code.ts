import type { Rule } from '../loop-notation.ts';
import type { SegmentRule } from '../segment-notation.ts';
import type { Code } from './code.ts';

/** Gives up where a rule does not hold of `value`, or throws: whether that is a fault is not for generated code to say. */
export function ruleCode(code: Code, rules: readonly (Rule<unknown> | SegmentRule<unknown>)[], at: string): string[] {
  if (rules.length === 0) return [];
  const tests = rules.map((rule) => {
    const name = code.constant(rule);
    return 'faults' in rule
      ? `if (c.finds(${name}.faults(value, c.about))) return c.fail(${at});`
      : `if (!${name}.holds(value, c.about)) return c.fail(${at});`;
  });
  return ['try {', ...tests, `} catch { return c.fail(${at}); }`];
}

/** Whether a rule may ask what is around, or anything else but the value. */
export function asksAround(rule: Rule<unknown>): boolean {
  return ('faults' in rule ? rule.faults : rule.holds).length > 1;
}
