import * as z from 'zod';
import type { Claim } from './claim.ts';
import { type Encounter, encounterSchema } from './encounter.ts';
import { claimFromEncounter } from './encounter-to-claim.ts';
import { fieldPath, fieldSteps, type Step } from './field-path.ts';

/** Every field that an encounter can have, and the steps to it. */
type Fields = Map<string, readonly Step[]>;

/** A claim that is made of an encounter without values: in the place of each stands the encounter's field it is of. */
interface Tracing {
  readonly claim: Claim;
  readonly fields: Fields;
}

/** The fewest entries of a list by which the list can be told from its entries. */
const fewest = 2;

/**
 * Every field of the schema with its own path as its value, and lists that reach as far as those that were sent. A provider
 * has one name: whoever sent none is asked for a person's.
 */
function fieldsOf(schema: unknown, sent: unknown, steps: readonly Step[], found: Fields): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return fieldsOf(schema.unwrap(), sent, steps, found);
  if (schema instanceof z.ZodArray) {
    const length = Math.max(fewest, Array.isArray(sent) ? sent.length : 0);
    return Array.from({ length }, (_, index) =>
      fieldsOf(schema.element, valueAt(sent, index), [...steps, index], found),
    );
  }
  if (schema instanceof z.ZodObject) {
    const names = Object.keys(schema.shape).filter(
      (name) => name !== 'organizationName' || valueAt(sent, name) !== undefined,
    );
    return Object.fromEntries(
      names.map((name) => [name, fieldsOf(schema.shape[name], valueAt(sent, name), [...steps, name], found)]),
    );
  }
  const path = fieldPath(steps);
  found.set(path, steps);
  return path;
}

function valueAt(value: unknown, step: Step): unknown {
  return (value as Readonly<Record<Step, unknown>> | undefined)?.[step];
}

function trace(encounter: Encounter): Tracing {
  const fields: Fields = new Map();
  const paths = fieldsOf(encounterSchema, encounter, [], fields) as Encounter;
  const claim = claimFromEncounter(paths, { practices: [], providers: [], payers: [] });
  if (!claim.ok) throw new Error('no claim can be made of an encounter that says all');
  return { claim: claim.value, fields };
}

/** The encounter's fields that went into this part of a claim. */
function sources(part: unknown, fields: Fields): readonly (readonly Step[])[] {
  if (typeof part === 'object' && part !== null) return Object.values(part).flatMap((each) => sources(each, fields));
  const steps = fields.get(String(part));
  return steps === undefined ? [] : [steps];
}

/** What all of these begin with. */
function common(paths: readonly (readonly Step[])[]): readonly Step[] {
  const [first = [], ...others] = paths;
  const differs = first.findIndex((step, depth) => others.some((other) => other[depth] !== step));
  return differs === -1 ? first : first.slice(0, differs);
}

/**
 * How the sender of an encounter writes a field of its claim: the field that it was made of, or the part to which it
 * belongs when it was worked out. Found by making a claim, so that it is what `claimFromEncounter` does.
 */
export function encounterFields(encounter: Encounter): (field: string) => string {
  const { claim, fields } = trace(encounter);
  return (field) => {
    for (let steps = fieldSteps(field); steps.length > 0; steps = steps.slice(0, -1)) {
      const part = steps.reduce<unknown>(valueAt, claim);
      const found = common(sources(part, fields));
      if (found.length > 0) return fieldPath(found);
    }
    return field;
  };
}
