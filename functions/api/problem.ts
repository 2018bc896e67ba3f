/** What can go wrong with a request: its HTTP status and what it is called. The names are stable. */
export const problems = {
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This is not done here' },
  'query-invalid': { status: 400, title: 'The query is not understood' },
  'cursor-invalid': { status: 400, title: 'The cursor belongs to another query' },
  'header-invalid': { status: 400, title: 'A header is not understood' },
  'not-json': { status: 400, title: 'The body is not JSON' },
  'not-sent-as-json': { status: 415, title: 'The body is not sent as JSON' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'body-invalid': { status: 422, title: 'The body is not formed as it should be' },
  'not-authenticated': { status: 401, title: 'It is not known who asks' },
  'not-allowed': { status: 403, title: 'Whoever asks may not do this' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'key-used-otherwise': { status: 422, title: 'The idempotency key came with another request' },
  'key-in-use': { status: 409, title: 'The same request is being handled' },
  'precondition-required': { status: 428, title: 'Say which version you have seen' },
  'changed-meanwhile': { status: 412, title: 'It is not what you have seen any more' },
  'encounters-conflict': { status: 409, title: 'Encounters contradict claims that came before' },
  overtaken: { status: 409, title: 'Somebody else changed it at the same moment' },
  'waits-for-nobody': { status: 409, title: 'The claim waits for nobody' },
  'not-billable': { status: 409, title: 'The patient can not be billed for this' },
  'not-withdrawable': { status: 409, title: 'The claim can not be withdrawn' },
  'work-taken': { status: 409, title: 'Somebody else looks after this work' },
  'work-ended': { status: 409, title: 'This work has ended' },
  'not-askable': { status: 422, title: 'The payer can not be asked so' },
  'not-a-conflict': { status: 409, title: 'The record is no conflict' },
  'record-settled': { status: 409, title: 'The record waits for nobody' },
  'not-quarantined': { status: 409, title: 'The batch is not in quarantine' },
  failed: { status: 500, title: 'The request could not be handled' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;
export type ProblemCode = keyof typeof problems;

/** What is wrong with a part of a request: never its value. */
export interface PartProblem {
  readonly detail: string;
  /** Where in the body, as a JSON pointer (RFC 6901); empty for the whole of it. */
  readonly pointer?: string;
  /** Or which parameter of the query, or which header. */
  readonly parameter?: string;
  readonly header?: string;
}

interface More {
  readonly errors?: readonly PartProblem[];
  /** Where to look instead. */
  readonly claims?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a request is refused. */
export interface Problem extends More {
  readonly problem: ProblemCode;
  /** What to do about it; holds nothing that was sent. */
  readonly detail: string;
}

export function problem(code: ProblemCode, detail: string, more: More = {}): Problem {
  return { problem: code, detail, ...more };
}

/** The answer as application/problem+json (RFC 9457). */
export function problemResponse({ problem: code, detail, headers = {}, ...more }: Problem): Response {
  const { status, title } = problems[code];
  const body = { type: `urn:claimwright:problem:${code}`, title, status, detail, ...more };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  });
}

/** `[1].serviceLines[0].charge` as `/1/serviceLines/0/charge`. */
export function pointerOf(field: string): string {
  return field
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
