import type { Given } from '../given.ts';
import type { Rule, Tally } from '../loop-notation.ts';
import type { SegmentRule } from '../segment-notation.ts';
import { totalOf } from '../tallies.ts';
import type { Code } from './code.ts';
import { highOf, lowOf } from './shapes.ts';

/** What a rule may ask for: a field of a segment or a part of a loop. */
export interface Named {
  readonly name: string;
  /** The expression that it is read into. */
  readonly variable: string;
  /** Its bit among the optional ones that are there; 0 when its property is always there. */
  readonly bit: number;
  /** Of a list, which may be empty: the condition that it is not. */
  readonly isThere: string | undefined;
  /** The codes that it can be, where they are closed. */
  readonly codes: ReadonlySet<string> | undefined;
}

/** The variables of the bits of optional ones that are there. */
interface Sets {
  readonly low: string;
  readonly high?: string;
}

/**
 * Code that fails unless the rules hold of a value. A rule that throws does not: whether that is a fault is for the
 * careful reader to say.
 */
export function judgement(
  value: string,
  about: string,
  rules: readonly (Rule<unknown> | SegmentRule<unknown>)[],
  named: readonly Named[],
  sets: Sets,
  code: Code,
  fail: string,
): string {
  const checks = rules.flatMap((rule) => {
    const given = givenConditions((rule.given ?? {}) as Given<unknown>, named, sets);
    if (given === undefined) return [];
    const broken =
      'holds' in rule
        ? `!${code.refer(rule.holds)}(${value}, ${about})`
        : `${code.refer(hasAny)}(${code.refer(rule.faults)}(${value}, ${about}))`;
    const tally = 'tally' in rule && rule.tally !== undefined ? [isTallied(rule.tally, about, code)] : [];
    return `if (${[...given, ...tally, broken].join(' && ')}) ${fail}`;
  });
  return checks.length === 0 ? '' : `try {\n${checks.join('\n')}\n} catch { ${fail} }`;
}

/** Sets the tally; where it could not be counted the rule says nothing. */
function isTallied(tally: Tally | readonly Tally[], about: string, code: Code): string {
  return `!Number.isNaN(${about}.tally = ${code.refer(totalOf)}(${code.refer([tally].flat())}, frame))`;
}

/** The conditions under which a rule says anything; undefined where it never does. */
function givenConditions(given: Given<unknown>, named: readonly Named[], { low, high }: Sets): string[] | undefined {
  const conditions: string[] = [];
  let lowMask = 0;
  let highMask = 0;
  for (const [name, codes] of Object.entries<true | readonly string[]>(given)) {
    const one = named.find((other) => other.name === name);
    if (!one) return undefined;
    lowMask |= lowOf(one.bit);
    highMask |= highOf(one.bit);
    if (one.isThere !== undefined) conditions.push(one.isThere);
    if (codes === true || one.codes?.isSubsetOf(new Set(codes))) continue;
    conditions.push(`(${codes.map((wanted) => `${one.variable} === ${JSON.stringify(wanted)}`).join(' || ')})`);
  }
  if (highMask !== 0) conditions.unshift(`(${high} & ${highMask}) === ${highMask}`);
  if (lowMask !== 0) conditions.unshift(`(${low} & ${lowMask}) === ${lowMask}`);
  return conditions;
}

function hasAny(faults: Iterable<unknown>): boolean {
  if (Array.isArray(faults)) return faults.length > 0;
  for (const _ of faults) return true;
  return false;
}
