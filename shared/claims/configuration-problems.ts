import type * as z from 'zod';

/** A field of a configuration file, what is wrong with it and what to do. */
export interface ConfigurationProblem {
  readonly field: string;
  readonly message: string;
}

function pathOf(path: readonly PropertyKey[]): string {
  const written = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return written.replace(/^\./, '') || 'the file';
}

const inWords: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object in braces',
  record: 'an object in braces',
  array: 'a list in brackets',
};

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${inWords[issue.expected] ?? issue.expected}: it is missing, or something else`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `must be at least ${issue.minimum}`
        : `must not be ${issue.minimum === 1 ? 'empty' : `shorter than ${issue.minimum}`}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : ''}`;
    case 'custom':
    case 'invalid_format':
      return issue.message;
    default:
      return 'is not formed as it should be';
  }
}

function problemsOf(issue: z.core.$ZodIssue): ConfigurationProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: pathOf([...issue.path, key]),
      message: 'is not known here: correct its name or leave it out',
    }));
  }
  return [{ field: pathOf(issue.path), message: sentence(issue) }];
}

export function problemsIn(error: z.ZodError): readonly ConfigurationProblem[] {
  return error.issues.flatMap(problemsOf);
}
