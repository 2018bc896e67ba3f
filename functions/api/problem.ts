import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { FieldProblem } from '../../shared/claims/index.ts';

/** What can go wrong with a request: its HTTP status and what it is called. */
const problems = {
  'not-found': { status: 404, title: 'There is nothing here' },
  'claim-not-found': { status: 404, title: 'There is no such claim' },
  'several-claims': { status: 409, title: 'Several claims have this id' },
  'query-invalid': { status: 400, title: 'The query is not understood' },
  'not-json': { status: 400, title: 'The body is not JSON' },
  'not-sent-as-json': { status: 415, title: 'The body is not sent as JSON' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'encounters-invalid': { status: 422, title: 'Encounters are not formed as they should be' },
  'encounters-conflict': { status: 409, title: 'Encounters contradict claims that came before' },
  failed: { status: 500, title: 'The request could not be handled' },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: string }>;

interface More {
  readonly errors?: readonly FieldProblem[];
  /** Where to look instead. */
  readonly claims?: readonly string[];
}

/** An answer as application/problem+json (RFC 9457); `detail` says what to do and holds nothing that was sent. */
export function problem(context: Context, code: keyof typeof problems, detail: string, more: More = {}): Response {
  const { status, title } = problems[code];
  const body = { type: `urn:claimwright:problem:${code}`, title, status, detail, ...more };
  return context.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' });
}
