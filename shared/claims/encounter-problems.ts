import type * as z from 'zod';
import { fieldPath } from './field-path.ts';
import type { Finding } from './finding.ts';

/** A field that could not be read or written, and what to do about it: never its value. */
export interface FieldProblem {
  /** Of a correction: there is such a field, and it can't be this. */
  readonly isOfValue?: true;
  readonly field: string;
  readonly message: string;
}

const inWords: Record<string, string> = {
  string: 'a text in quotes',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

function isOfNumber({ origin }: { readonly origin: string }): boolean {
  return origin === 'number' || origin === 'int';
}

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.startsWith('Invalid input')
        ? `is missing, or is not ${inWords[issue.expected] ?? issue.expected}`
        : issue.message;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      if (!issue.message.startsWith('Too small')) return issue.message;
      if (isOfNumber(issue)) return `must be at least ${issue.minimum}`;
      return issue.origin === 'array' ? 'must have at least one entry' : 'must not be empty';
    case 'too_big':
      if (!issue.message.startsWith('Too big')) return issue.message;
      if (isOfNumber(issue)) return `must be at most ${issue.maximum}`;
      return `must have at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`;
    case 'custom':
    case 'invalid_format':
      return issue.message;
    default:
      return 'is not formed as it should be';
  }
}

/** What has another form may be what nobody should print, as where names of people are keys. */
const nameOfField = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;

function problemsOf(issue: z.core.$ZodIssue, whole: string, above: readonly PropertyKey[]): FieldProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: fieldPath([...path, nameOfField.test(key) ? key : '(a name of another form)']),
      message: 'is not known here: correct its name or leave it out',
    }));
  // The last alternative is the one that a person meant: the others stand for "left empty".
  if (issue.code === 'invalid_union')
    return (issue.errors.at(-1) ?? []).flatMap((alternative) => problemsOf(alternative, whole, path));
  return [{ field: fieldPath(path) || whole, message: sentence(issue) }];
}

/** What a person mends at a time, and one item of the store holds. */
const mostRefusals = 100;

/** Why an encounter can't be taken, as sentences of their own. */
export function refusals(problems: readonly FieldProblem[]): readonly Finding[] {
  const refusal = { code: 'encounter-not-taken', severity: 'error' } as const;
  const told = problems.slice(0, mostRefusals).map(({ field, message }) => ({
    ...refusal,
    field,
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
  }));
  const others = problems.length - told.length;
  return others === 0
    ? told
    : [...told, { ...refusal, message: `Has ${others} more such faults: correct these first.` }];
}

/** What is wrong with a value as sentences; `whole` names it where no field of it is at fault. */
export function fieldProblems(error: z.ZodError, whole: string): readonly FieldProblem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, whole, []));
}

export function encounterProblems(error: z.ZodError): readonly FieldProblem[] {
  return fieldProblems(error, 'encounter');
}
