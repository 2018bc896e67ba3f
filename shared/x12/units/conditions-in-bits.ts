import type { CompiledSegment, Condition } from '../compile-segment.ts';

/** A condition of the standard about fields that each have a bit. */
interface BitCondition {
  readonly type: Condition['type'];
  readonly first: number;
  readonly others: number;
}

/** The conditions of a segment: those about its own fields by their bits, and the rest, which the texts of its elements tell. */
export interface Conditions {
  readonly inBits: readonly BitCondition[];
  readonly byTexts: readonly Condition[];
}

export function conditionsOf({ fields, conditions }: CompiledSegment): Conditions {
  const bits = new Map<number, number>();
  let element = 1;
  for (const [at, field] of fields.entries()) {
    // What is not used has a bit that nothing ever has.
    if (field.is !== 'series' && field.is !== 'repeat') bits.set(element, 1 << at);
    if (field.is === 'series') element += field.count * field.width;
    else element += field.is === 'unused' ? field.places : 1;
  }
  const inBits: BitCondition[] = [];
  const byTexts: Condition[] = [];
  for (const condition of conditions) {
    const asked = condition.elements.map((at) => bits.get(at));
    if (asked.includes(undefined)) byTexts.push(condition);
    else {
      const [first = 0, ...others] = asked as number[];
      inBits.push({ type: condition.type, first, others: others.reduce((all, bit) => all | bit, 0) });
    }
  }
  return { inBits, byTexts };
}

export function keepsCondition(present: number, { type, first, others }: BitCondition): boolean {
  const all = first | others;
  const there = present & all;
  switch (type) {
    case 'P':
      return there === 0 || there === all;
    case 'R':
      return there !== 0;
    case 'E':
      return (there & (there - 1)) === 0;
    case 'C':
      return (there & first) === 0 || there === all;
    case 'L':
      return (there & first) === 0 || there !== first;
  }
}
