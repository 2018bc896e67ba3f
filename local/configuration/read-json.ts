import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import { problemsIn } from '../../shared/claims/configuration-problems.ts';
import { SafeError } from '../../shared/safe-error.ts';

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (problem) {
    const isAbsent = problem instanceof Error && 'code' in problem && problem.code === 'ENOENT';
    const reason = isAbsent ? 'there is no such file' : 'the file cannot be read';
    throw new SafeError(`${path}: ${reason}; the one in examples/ shows what it holds`, problem);
  }
}

/** V8 names the position or, in short texts, nothing. */
function placeOf(problem: unknown, text: string): string {
  const position = problem instanceof Error ? /at position (\d+)/.exec(problem.message)?.[1] : undefined;
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (problem) {
    throw new SafeError(`${path}${placeOf(problem, text)}: this is not JSON; correct it there or just before`, problem);
  }
}

/** What the file holds and what its schema makes of it; throws a SafeError that names every field at fault. */
export async function readJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<{ readonly given: z.input<Schema>; readonly value: z.output<Schema> }> {
  const given: unknown = parseJson(path, await textOf(path));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = problemsIn(parsed.error).map(({ field, message }) => `  ${field}: ${message}`);
    throw new SafeError([`${path} cannot be used; correct:`, ...problems].join('\n'));
  }
  // What a schema takes is of its input type.
  return { given: given as z.input<Schema>, value: parsed.data };
}
