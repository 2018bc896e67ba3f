import type { Rule } from '../loop-notation.ts';
import type { SegmentRule } from '../segment-notation.ts';
import { Code } from './code.ts';

type AnyRule = Rule<unknown> | SegmentRule<unknown>;

/** Gives up where a rule does not hold of `value`, or throws: whether that is a fault is not for generated code to say. */
export function ruleCode(code: Code, of: string, rules: readonly AnyRule[], at: string): string[] {
  if (rules.length === 0) return [];
  return [`if (!${code.constant(judgeOf(of, rules))}(value, c.about)) return c.fail(${at});`];
}

/** A function of its own, which is soon optimized, since it is small. */
function judgeOf(of: string, rules: readonly AnyRule[]): unknown {
  const code = new Code();
  const finds = code.constant(hasAny);
  const tests = rules.map((rule) => {
    const name = code.constant(rule);
    return 'faults' in rule ? `!${finds}(${name}.faults(value, about))` : `${name}.holds(value, about)`;
  });
  return code.compile(`judge${of}`, 'value, about', [`try { return ${tests.join(' && ')}; } catch { return false; }`]);
}

function hasAny(faults: Iterable<unknown>): boolean {
  if (Array.isArray(faults)) return faults.length > 0;
  for (const _ of faults) return true;
  return false;
}

/** Whether a rule may ask what is around, or anything else but the value. */
export function asksAround(rule: Rule<unknown>): boolean {
  return ('faults' in rule ? rule.faults : rule.holds).length > 1;
}
