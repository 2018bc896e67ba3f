import type { CompiledSegment, Condition } from '../compile-segment.ts';
import { segmentEnd } from './character-classes.ts';
import type { Cursor } from './cursor.ts';
import { FieldPlan } from './field-plan.ts';
import { approves } from './judge.ts';
import { readFields } from './read-fields.ts';
import { mostSets } from './shapes.ts';

/** How one use of a segment is read. */
export class SegmentPlan {
  readonly #segment: CompiledSegment;
  readonly #fields: FieldPlan;
  /** The field that each element is; undefined where a condition asks for an element that is no field of its own. */
  readonly #fieldOf: ReadonlyMap<number, number> | undefined;
  readonly #isConditional: boolean;
  /** Sets of optional fields that keep to the conditions. */
  readonly #kept = new Set<number>();

  constructor(segment: CompiledSegment) {
    this.#segment = segment;
    this.#fields = new FieldPlan(segment.fields, false, segment.rules);
    this.#isConditional = segment.conditions.length > 0;
    const fieldOf = fieldsByElement(this.#fields);
    const isKnown = segment.conditions.every(({ elements }) => elements.every((element) => fieldOf.has(element)));
    this.#fieldOf = isKnown ? fieldOf : undefined;
  }

  /** Reads it at a cursor and comes to the next segment; undefined when it is not plainly right, or not there whole. */
  read(c: Cursor): object | undefined {
    if (!c.findEnds()) return undefined;
    const { shapes, values } = this.#fields;
    const present = readFields(c, this.#fields);
    if (present < 0 || c.delimiter !== segmentEnd || !c.endsWithText()) return c.fail(c.terminator);
    if (this.#isConditional && !this.#kept.has(present) && !this.#keepsConditions(c, present))
      return c.fail(c.terminator);
    const { make, rules } = shapes.of(present, 0);
    const value = make(values);
    if (rules.length > 0 && !approves(rules, value, values, c)) return c.fail(c.terminator);
    c.pass();
    return value;
  }

  #keepsConditions(c: Cursor, present: number): boolean {
    const { conditions } = this.#segment;
    const fieldOf = this.#fieldOf;
    const { values } = this.#fields;
    if (!fieldOf) return c.keepsConditions(this.#segment);
    const isPresent = (element: number) => values[fieldOf.get(element) ?? -1] !== undefined;
    if (!conditions.every((condition) => keeps(condition, isPresent))) return false;
    // Whoever has more sets than any file should pays for each again.
    if (this.#kept.size === mostSets) this.#kept.clear();
    this.#kept.add(present);
    return true;
  }
}

function keeps({ type, elements }: Condition, isPresent: (element: number) => boolean): boolean {
  const present = elements.filter(isPresent).length;
  switch (type) {
    case 'P':
      return present === 0 || present === elements.length;
    case 'R':
      return present > 0;
    case 'E':
      return present < 2;
    case 'C':
      return !isPresent(elements[0] ?? 0) || present === elements.length;
    case 'L':
      return !isPresent(elements[0] ?? 0) || present > 1;
  }
}

function fieldsByElement({ fields }: FieldPlan): Map<number, number> {
  const fieldOf = new Map<number, number>();
  let element = 1;
  for (const [at, field] of fields.entries()) {
    if (field.is === 'unused') for (let place = 0; place < field.places; place++) fieldOf.set(element + place, at);
    else if (field.is === 'value' || field.is === 'composite') fieldOf.set(element, at);
    element += field.is === 'series' ? field.count * field.width : field.is === 'unused' ? field.places : 1;
  }
  return fieldOf;
}

const cache = new WeakMap<CompiledSegment, SegmentPlan>();

export function segmentPlanOf(segment: CompiledSegment): SegmentPlan {
  const known = cache.get(segment) ?? new SegmentPlan(segment);
  cache.set(segment, known);
  return known;
}
