import * as z from 'zod';
import { scopes } from '../../shared/access/index.ts';
import { type ProblemCode, problems } from './problem.ts';
import { problemsOf, type Route, tags } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/** Schemas that have an id, by it. */
class Components {
  readonly schemas: Record<string, Json> = {};

  /** The schema as JSON Schema: those that have an id, in their own place. */
  of(schema: z.ZodType, io: 'input' | 'output'): Json {
    const { $schema: _, $defs = {}, ...written } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
    for (const [name, one] of Object.entries($defs as Json)) this.#keep(name, one as Json);
    return this.#pointed(written) as Json;
  }

  #keep(name: string, schema: Json): void {
    const { id: _, ...written } = schema;
    this.schemas[name] = this.#pointed(written) as Json;
  }

  #pointed(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.#pointed(each));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        key === '$ref' ? String(each).replace('#/$defs/', '#/components/schemas/') : this.#pointed(each),
      ]),
    );
  }
}

const partProblem = z
  .object({
    detail: z.string(),
    pointer: z.string().optional().meta({ description: 'A JSON pointer (RFC 6901) into the body' }),
    parameter: z.string().optional(),
    header: z.string().optional(),
  })
  .meta({ id: 'PartProblem' });
const problemSchema = z
  .object({
    type: z.enum(Object.keys(problems).map((code) => `urn:claimwright:problem:${code}`)),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What to do about it' }),
    errors: z.array(partProblem).optional(),
    claims: z.array(z.string()).optional().meta({ description: 'Claims that it is about' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

const header = (description: string, schema: Json = { type: 'string' }): Json => ({ description, schema });
const headers: Readonly<Record<string, Json>> = {
  RequestId: header('Names the request, here and in the log'),
  Location: header('Where to look next'),
  ETag: header('The version, for If-Match'),
  RetryAfter: header('Seconds to wait', { type: 'string', pattern: '^\\d+$' }),
  Replayed: header('It is the answer to an earlier request with this key', { type: 'string', enum: ['true'] }),
};
const sent = (name: string): Json => ({ $ref: `#/components/headers/${name}` });
const everyAnswer = { 'X-Request-Id': sent('RequestId') };

const parameters: Readonly<Record<string, Json>> = {
  RequestId: {
    name: 'X-Request-Id',
    in: 'header',
    description: 'Yours, by which the request is known in answer and log; anything out of form is replaced',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Any text of your choice, one for each request: sent again within 24 hours, the request is done once',
    schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
  },
};
const ifMatch = (required: boolean): Json => ({
  name: 'If-Match',
  in: 'header',
  required,
  description: 'The ETag of what you have seen',
  schema: { type: 'string', pattern: '^"r[0-9]{1,9}"$', examples: ['"r12"'] },
});

function parametersIn(place: 'path' | 'query', schema: z.ZodObject | undefined, components: Components): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, one]) => {
    const { description, id: _, ...written } = components.of(one as z.ZodType, 'input');
    const required = place === 'path';
    return { name, in: place, required, ...(description === undefined ? {} : { description }), schema: written };
  });
}

/** It answers before any code of ours. */
const ofGateway =
  'On AWS also the answer of API Gateway itself, where all callers together send too much: it is no problem+json, and has no Retry-After.';

function failuresOf(route: Route): Json {
  const byStatus = Map.groupBy([...new Set(problemsOf(route))], (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const waits = status === 429 || (codes as ProblemCode[]).includes('key-in-use');
      return [
        String(status),
        {
          description: [
            ...codes.map((code) => `\`${code}\`: ${problems[code].title}.`),
            ...(status === 429 ? [ofGateway] : []),
          ].join(' '),
          headers: { ...everyAnswer, ...(waits ? { 'Retry-After': sent('RetryAfter') } : {}) },
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ];
    }),
  );
}

function operationOf(route: Route, components: Components): Json {
  const { name, tag, summary, description, scope, params, query, body, method, success } = route;
  const named = (success.headers ?? []).map((one) => [one, sent(one)]);
  const replayed = method === 'POST' && scope !== 'open' ? { 'Idempotency-Replayed': sent('Replayed') } : {};
  const answer = {
    description: success.says,
    headers: { ...everyAnswer, ...Object.fromEntries(named), ...replayed },
    ...(success.body && { content: { 'application/json': { schema: components.of(success.body, 'output') } } }),
  };
  return {
    operationId: name,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: scope === 'open' ? [] : [{ oauth2: [scope] }],
    parameters: [
      ...parametersIn('path', params, components),
      ...parametersIn('query', query, components),
      ...(method === 'POST' && scope !== 'open' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
      ...(route.ifMatch === undefined ? [] : [ifMatch(route.ifMatch === 'required')]),
      { $ref: '#/components/parameters/RequestId' },
    ],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: components.of(body, 'input') } } },
    }),
    responses: { [success.status]: answer, ...failuresOf(route) },
  };
}

/** The OpenAPI 3.1 document of these routes. */
export function openApiDocument(routes: readonly Route[]): Json {
  const components = new Components();
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, components) };
  }
  components.of(problemSchema, 'output');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Claimwright',
      version: '1',
      description:
        'US medical claims, from the encounter to the last cent. Amounts are decimal texts, days are ISO dates, errors are RFC 9457. See docs/api.md.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'Where this document came from' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      headers,
      parameters,
      securitySchemes: {
        oauth2: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: '/oauth2/token', scopes } },
        },
      },
    },
  };
}
