import { failed, ok, type Result } from '../result.ts';
import type { Claim } from './claim.ts';
import { type AnyGroup, type AnyShape, claimFields } from './correction-fields.ts';
import { unknownField } from './correction-names.ts';
import type { FieldProblem } from './encounter-problems.ts';
import { fieldPath, fieldSteps, type Step } from './field-path.ts';

interface Change {
  readonly path: readonly Step[];
  readonly text: string;
}
type Changed = Result<unknown, FieldProblem>;

const fields: AnyGroup = claimFields;
const form = /^([A-Za-z0-9]+(?:\[\d{1,3}\])*(?:\.[A-Za-z0-9]+(?:\[\d{1,3}\])*)*)\s*=(.*)$/s;

function parseChange(written: string): Change | undefined {
  const [, path = '', text = ''] = form.exec(written.trim()) ?? [];
  return path === '' ? undefined : { path: fieldSteps(path), text: text.trim() };
}

function problem(path: readonly Step[], message: string): Changed {
  return failed({ field: fieldPath(path), message });
}

function change(shape: AnyShape, value: unknown, { path, text }: Change, depth: number): Changed {
  const step = path[depth];
  const here = path.slice(0, depth);
  const isLast = depth === path.length - 1;
  if (shape.kind === 'leaf') {
    if (step !== undefined) return problem(path, `goes no deeper than ${fieldPath(here)}: give its whole value`);
    const read = shape.read(text);
    return read.ok ? read : failed({ field: fieldPath(path), message: read.problem, isOfValue: true });
  }

  if (shape.kind === 'list') {
    const items = value as readonly unknown[];
    if (typeof step !== 'number') return problem(path, `say which one, counted from 0: ${fieldPath(here)}[0]`);
    if (step > items.length || (isLast && text === '' && step === items.length)) {
      return problem(path, `does not exist: there are ${items.length} of them, counted from 0`);
    }
    // A place that is empty was removed by a correction before this one.
    if (step < items.length && items[step] === undefined) return problem(path, 'is removed by another correction');
    if (isLast && text === '') {
      const isPointedPast = items.slice(step + 1).some((item) => item !== undefined);
      if (shape.removable === 'last' && isPointedPast) {
        return problem(path, 'cannot be removed: service lines point at those after it; remove the last ones first');
      }
      return ok(items.with(step, undefined));
    }
    const item = change(shape.item, items[step], { path, text }, depth + 1);
    return item.ok ? ok(Object.assign([...items], { [step]: item.value })) : item;
  }

  if (step === undefined) return problem(path, `name one of its fields: ${Object.keys(shape.fields).join(', ')}`);
  const field = Object.hasOwn(shape.fields, step) ? shape.fields[step] : undefined;
  if (field === undefined) return problem(path, unknownField(fields, shape, step));
  const before = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (isLast && text === '' && field.optional) {
    return ok(Object.fromEntries(Object.entries(before).filter(([name]) => name !== step)));
  }
  const after = change(field.shape, before[step], { path, text }, depth + 1);
  return after.ok ? ok({ ...before, [step]: after.value }) : after;
}

/** Closes up removed list items, and names what a new part still lacks. */
function complete(
  shape: AnyShape,
  value: unknown,
  path: readonly Step[],
  claim: Claim,
  missing: FieldProblem[],
): unknown {
  if (shape.kind === 'leaf') return value;
  if (shape.kind === 'list') {
    const items = (value as readonly unknown[]).filter((item) => item !== undefined);
    return items.map((item, index) => complete(shape.item, item, [...path, index], claim, missing));
  }
  const known = value as Readonly<Record<string, unknown>>;
  const entries = Object.entries(shape.fields).flatMap(([name, field]): [string, unknown][] => {
    if (known[name] !== undefined) return [[name, complete(field.shape, known[name], [...path, name], claim, missing)]];
    if (field.otherwise !== undefined) return [[name, field.otherwise(claim)]];
    if (!field.optional)
      missing.push({ field: fieldPath([...path, name]), message: 'is needed too: correct it with the rest' });
    return [];
  });
  return Object.fromEntries(entries);
}

/**
 * The claim with corrections such as `subscriber.memberId=W123` and `serviceLines[0].charge=125.00` made in order;
 * nothing after `=` removes. All of them are made or none. A changed charge leaves `totalCharge` as it is: the scrub
 * says that they differ.
 */
export function correct(claim: Claim, corrections: readonly string[]): Result<Claim, readonly FieldProblem[]> {
  const problems: FieldProblem[] = [];
  let corrected: unknown = claim;
  for (const [index, written] of corrections.entries()) {
    const parsed = parseChange(written);
    if (parsed === undefined) {
      problems.push({ field: `corrections[${index}]`, message: 'write field=value, such as subscriber.memberId=W123' });
      continue;
    }
    const changed = change(fields, corrected, parsed, 0);
    if (changed.ok) corrected = changed.value;
    else problems.push(changed.problem);
  }
  const whole = complete(fields, corrected, [], claim, problems);
  return problems.length > 0 ? failed(problems) : ok(whole as Claim);
}

function needed(shape: AnyShape, path: string): readonly string[] {
  if (shape.kind !== 'group') return [path];
  const fields = Object.entries(shape.fields).filter(([, field]) => !field.optional && field.otherwise === undefined);
  return fields.flatMap(([name, field]) => needed(field.shape, `${path}.${name}`));
}

/** What must be given to correct this field: where it belongs to parts that the claim lacks, all that these need. */
export function fieldsToCorrect(claim: Claim, field: string): readonly string[] {
  const found: string[] = [];
  let shape: AnyShape = fields;
  let value: unknown = claim;
  const steps = fieldSteps(field);
  for (const [depth, step] of steps.entries()) {
    const within: AnyShape | undefined =
      shape.kind === 'list' ? shape.item : shape.kind === 'group' ? shape.fields[step]?.shape : undefined;
    if (within === undefined) return [field];
    shape = within;
    value = (value as Readonly<Record<Step, unknown>> | undefined)?.[step];
    if (value === undefined) found.push(...needed(shape, fieldPath(steps.slice(0, depth + 1))));
  }
  return value === undefined && shape.kind === 'group' ? found : [...new Set([field, ...found])];
}
