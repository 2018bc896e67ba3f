import type * as z from 'zod';
import type { Scope } from '../../shared/access/index.ts';
import type { About } from './about.ts';
import type { Acting } from './access/acting.ts';
import type { Problem, ProblemCode } from './problem.ts';

/** What a handler is given: who asks, and what he sent, as its schemas read it. */
export interface Asked<Params, Query, Body> extends Acting {
  readonly about: About;
  readonly requestId: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The body as it came. */
  readonly bytes: Uint8Array;
  /** The version that If-Match names. */
  readonly ifMatch: string | undefined;
}

/** What a request is answered with when nothing is wrong with it. */
export interface Answer {
  readonly status: 200 | 201 | 202 | 204;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Success {
  readonly status: Answer['status'];
  readonly says: string;
  readonly body?: z.ZodType;
  readonly headers?: readonly ('Location' | 'ETag')[];
}

/** What routes are about, for whoever reads their list. */
export const tags = {
  Health: 'Whether it is there',
  Encounters: 'What becomes claims',
  Uploads: 'Files of claims that are larger than a request',
  Batches: 'What became of what was sent',
  Claims: 'Where claims stand, and all that is known of them',
  'Held claims': 'Claims that wait for a person, and what lets them go on',
  Eligibility: 'Questions to payers about coverage',
  'Follow-up work': 'What denials, silence and credits leave to do',
  Webhooks: 'Who is told what happens to claims and batches',
  Payments: 'What payers paid and patients owe',
  Access: 'Who may do what, and the proof of who did',
  Configuration: 'Practices, providers and payers',
} as const satisfies Readonly<Record<string, string>>;

/** One thing that the API does, as data: what is documented, checked and audited derives from it. */
export interface Route<Params = never, Query = never, Body = never> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `/claims/{claimId}` */
  readonly path: `/${string}`;
  /** As a client generated from the document calls it. */
  readonly name: string;
  readonly tag: keyof typeof tags;
  readonly summary: string;
  readonly description?: string;
  /** What the caller must be allowed to do; `open` to whoever can reach us. */
  readonly scope: Scope | 'open';
  /**
   * Whether the answer may hold what is known of a person: then it goes into the audit record, as every change does. A
   * batch says when it came, how far it is and why it can't be read, by counts and codes; its records name encounters. A
   * link to upload by, and an upload, name a batch.
   */
  readonly touchesPhi: boolean;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The handler reads the bytes of the body itself: `body` only documents them. */
  readonly readsBytes?: true;
  /** Whether the version that was seen must be said, or may be. */
  readonly ifMatch?: 'required' | 'optional';
  readonly success: Success;
  /** Problems of its own, beside those that its parts bring. */
  readonly problems?: readonly ProblemCode[];
  handle(asked: Asked<Params, Query, Body>): Promise<Answer | Problem>;
}

type Output<Schema, Otherwise> = Schema extends z.ZodType ? z.output<Schema> : Otherwise;

/** A route of the list, whose handler is given what its own schemas read. */
export function route<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  one: Omit<Route, 'params' | 'query' | 'body' | 'handle'> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    handle(
      asked: Asked<Output<Params, unknown>, Output<Query, unknown>, Output<Body, unknown>>,
    ): Promise<Answer | Problem>;
  },
): Route {
  return one as unknown as Route;
}

/** What the parts of a route may be refused for, and its own problems. */
export function problemsOf(route: Route): readonly ProblemCode[] {
  return [
    ...(route.scope === 'open' ? [] : (['not-authenticated', 'not-allowed', 'too-many-requests'] as const)),
    ...(route.query === undefined ? [] : (['query-invalid'] as const)),
    ...(route.params === undefined ? [] : (['not-found'] as const)),
    ...(route.body === undefined ? [] : (['not-json', 'not-sent-as-json', 'body-too-large', 'body-invalid'] as const)),
    ...(route.method === 'POST' ? (['header-invalid', 'key-used-otherwise', 'key-in-use', 'overtaken'] as const) : []),
    ...(route.ifMatch === undefined ? [] : (['header-invalid', 'changed-meanwhile'] as const)),
    ...(route.ifMatch === 'required' ? (['precondition-required'] as const) : []),
    ...(route.problems ?? []),
    'failed',
  ];
}
