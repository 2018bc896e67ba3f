import type { Context } from 'hono';
import type * as z from 'zod';
import { type FieldProblem, fieldProblems } from '../../../shared/claims/index.ts';
import { decodeText } from '../../../shared/exchange/index.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { About } from '../about.ts';
import { type PartProblem, type Problem, pointerOf, problem } from '../problem.ts';
import type { Asked, Route } from '../route.ts';
import type { ApiEnv } from './environment.ts';
import { holdsMoreThan, mostValues } from './holds-more-than.ts';

type Read<Value> = Result<Value, Problem>;

const refusals = {
  type: problem('not-sent-as-json', 'Send the header Content-Type: application/json.'),
  json: problem('not-json', 'Send whole JSON in UTF-8.'),
  nothing: problem('not-found', 'Nothing with this id is there for you.'),
  unseen: problem('precondition-required', 'Send the ETag of what you have seen as the header If-Match.', {
    errors: [{ header: 'If-Match', detail: 'is missing' }],
  }),
} as const satisfies Readonly<Record<string, Problem>>;

/** All that a route's schemas read of a request, or why it is refused. */
export async function readRequest(
  context: Context<ApiEnv>,
  route: Route,
  about: About,
): Promise<Read<Asked<never, never, never>>> {
  const params = route.params?.safeParse(context.req.param());
  if (params?.success === false) return failed(refusals.nothing);
  const query = readQuery(context, route);
  if (!query.ok) return query;
  const bytes = route.body === undefined ? new Uint8Array() : new Uint8Array(await context.req.arrayBuffer());
  const body = route.body === undefined ? ok(undefined) : readBody(context, route, bytes);
  if (!body.ok) return body;
  const ifMatch = context.req.header('if-match');
  if (route.ifMatch === 'required' && ifMatch === undefined) return failed(refusals.unseen);
  return ok({
    ...context.get('acting'),
    about,
    requestId: context.get('requestId'),
    params: params?.data as never,
    query: query.value as never,
    body: body.value as never,
    bytes,
    ifMatch: route.ifMatch === undefined ? undefined : ifMatch,
  });
}

function readQuery(context: Context<ApiEnv>, { query: schema }: Route): Read<unknown> {
  const given = Object.entries(context.req.queries());
  const errors: PartProblem[] = given.flatMap(([parameter, values]) =>
    values.length > 1 ? [{ parameter, detail: 'is given more than once' }] : [],
  );
  const query = schema?.safeParse(Object.fromEntries(given.map(([name, [value]]) => [name, value])));
  if (query?.success === false) {
    errors.push(
      ...sentences(query.error, 'query').map(({ field, message }) => ({ parameter: field, detail: message })),
    );
  }
  if (schema === undefined || errors.length === 0) return ok(query?.data);
  return failed(problem('query-invalid', 'Correct the parameters, or leave them out.', { errors }));
}

function readBody(context: Context<ApiEnv>, { body: schema, readsBytes }: Route, bytes: Uint8Array): Read<unknown> {
  // A page of another site can't send this type without being allowed to.
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) return failed(refusals.type);
  if (readsBytes || schema === undefined) return ok(undefined);
  const json = parseJson(bytes);
  if (!json.ok) return failed(refusals.json);
  if (holdsMoreThan(mostValues, json.value)) return failed(bodyInvalid([tooManyValues]));
  const body = schema.safeParse(json.value);
  if (body.success) return ok(body.data);
  return failed(bodyInvalid(sentences(body.error, 'body')));
}

export const tooManyValues: FieldProblem = { field: '', message: `must hold at most ${mostValues} values` };

/** What is wrong is told of so many fields. */
export const mostErrors = 100;

/** A problem of each field, as its place in the body. */
export function bodyInvalid(
  errors: readonly FieldProblem[],
  detail = 'Correct the fields and send it again.',
): Problem {
  const more = errors.length > mostErrors ? ` The first ${mostErrors} faults are listed.` : '';
  return problem('body-invalid', detail + more, {
    errors: errors.slice(0, mostErrors).map(({ field, message }) => ({ pointer: pointerOf(field), detail: message })),
  });
}

function sentences(error: z.ZodError, whole: string): readonly FieldProblem[] {
  return fieldProblems(error, whole).map(({ field, message }) => ({ field: field === whole ? '' : field, message }));
}

/** V8's own message quotes the text, which may be PHI. */
export function parseJson(body: Uint8Array): Result<unknown, 'not-json'> {
  try {
    return ok(JSON.parse(decodeText(body).replace(/^\uFEFF/, '')));
  } catch {
    return failed('not-json');
  }
}
