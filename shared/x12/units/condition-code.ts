import type { Condition, SegmentForm } from '../compile-segment.ts';
import type { Code } from './code.ts';
import { fail } from './value-code.ts';

/** Code that fails unless a segment keeps to the conditions of the standard. `variables`: of its values, by field. */
export function conditions({ id, fields, conditions }: SegmentForm, variables: readonly string[], code: Code): string {
  const there = new Map<number, string>();
  let element = 1;
  for (const [at, field] of fields.entries()) {
    if (field.is === 'unused') there.set(element, 'false');
    else if (field.is === 'value' || field.is === 'composite') there.set(element, `${variables[at]} !== undefined`);
    element += field.is === 'series' ? field.count * field.width : 1;
  }
  const broken = conditions.map((condition) => {
    const asked = condition.elements.flatMap((at) => there.get(at) ?? []);
    // Elements of a series are no variables of their own.
    return asked.length === condition.elements.length
      ? isBroken(condition.type, asked)
      : `!c.keepsCondition(${JSON.stringify(id)}, ${code.refer(condition)})`;
  });
  return broken.map((one) => `if (${one}) ${fail}`).join('\n');
}

function isBroken(type: Condition['type'], asked: readonly string[]): string {
  const [first = '', ...others] = asked;
  const all = (some: readonly string[]) => `(${some.join(' && ')})`;
  const any = (some: readonly string[]) => `(${some.join(' || ')})`;
  switch (type) {
    case 'P':
      return `${any(asked)} && !${all(asked)}`;
    case 'R':
      return `!${any(asked)}`;
    case 'E':
      return any(asked.flatMap((one, at) => asked.slice(at + 1).map((other) => all([one, other]))));
    case 'C':
      return `${first} && !${all(others)}`;
    case 'L':
      return `${first} && !${any(others)}`;
  }
}
