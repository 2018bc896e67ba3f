import { expect, onTestFinished } from 'vitest';
import type { About } from '../../../functions/api/about.ts';
import { type AppOptions, createApp } from '../../../functions/api/app.ts';
import { problems } from '../../../functions/api/problem.ts';
import { problemsOf, type Route } from '../../../functions/api/route.ts';
import { routes } from '../../../functions/api/routes/index.ts';
import type { Links } from '../../../shared/ports/index.ts';
import type { Services } from '../../../shared/use-cases/index.ts';
import { testFolder } from '../../local/adapters/temporary-folder.ts';
import { storeIn } from '../claims-in-store.ts';
import { anybody } from './anybody.ts';

export interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
// biome-ignore lint/suspicious/noExplicitAny: what is answered is looked into by tests.
type Body = any;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

const links: Links = {
  toRead: async (key) => ({ url: `https://files.example/${key}`, expiresAt: '2026-03-10T08:15:00.000Z' }),
  toPut: async (key) => ({ url: `https://files.example/${key}`, expiresAt: '2026-03-10T08:15:00.000Z' }),
};

/** The routes whose path this is, and of these the one with the method. */
function routeOf(method: string, path: string): Route | undefined {
  const [wanted = ''] = path.split('?');
  const fits = (route: Route) => new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(wanted);
  return routes.find((route) => route.method === (method === 'HEAD' ? 'GET' : method) && fits(route));
}

/** Every answer is one that the list of routes says there is. */
function expectDocumented(route: Route, { status, headers, body }: Answered): void {
  expect(headers.get('x-request-id')).toMatch(/^\S+$/);
  const failures = problemsOf(route).filter((code) => problems[code].status === status);
  if (status !== route.success.status) {
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(failures.map((code) => `urn:claimwright:problem:${code}`)).toContain(body.type);
    return;
  }
  for (const name of route.success.headers ?? []) expect(headers.get(name)).not.toBeNull();
  if (route.success.body !== undefined) expect(route.success.body.parse(body)).toEqual(body);
}

/** The API over an empty store, whose every answer is checked against the list of routes. */
export function testApi(
  change: (services: Services) => Services = (services) => services,
  options: Partial<AppOptions> = {},
  about: Partial<About> = {},
) {
  const store = storeIn(testFolder());
  onTestFinished(store.close);
  const services = change(store.services);
  let wallMs = Date.parse('2026-03-10T08:00:00Z');
  const wall = { now: () => new Date(wallMs) };
  const app = createApp(
    services,
    { time: 'virtual', wall, links, ...about },
    { access: anybody(services), ...options },
  );

  async function ask(method: string, path: string, { body, headers = {} }: Asked = {}): Promise<Answered> {
    const isText = typeof body === 'string' || body instanceof Uint8Array;
    const response = await app.request(path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isText ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answered = { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
    const route = routeOf(method, path);
    if (route !== undefined && method !== 'HEAD') expectDocumented(route, answered);
    return answered;
  }
  return {
    services,
    app,
    ask,
    get: (path: string, headers?: Asked['headers']) => ask('GET', path, headers && { headers }),
    post: (path: string, body?: unknown, headers: Asked['headers'] = {}) => ask('POST', path, { body, headers }),
    wait: (seconds: number) => {
      wallMs += seconds * 1000;
    },
  };
}
export type TestApi = ReturnType<typeof testApi>;
