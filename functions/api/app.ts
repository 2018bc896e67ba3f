import { Logger } from '@aws-lambda-powertools/logger';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import { printable } from '../../shared/safe-error.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import type { About } from './about.ts';
import type { ApiEnv } from './conventions/environment.ts';
import { idempotent } from './conventions/idempotency.ts';
import { type RateLimit, rateLimited, rateLimiter, usualLimit } from './conventions/rate-limit.ts';
import { readRequest } from './conventions/read-request.ts';
import { requestIds } from './conventions/request-ids.ts';
import { openApiDocument } from './document.ts';
import { problem, problemResponse } from './problem.ts';
import type { Answer, Route } from './route.ts';
import { routes } from './routes/index.ts';

/** Lets the caller of a route in, or answers why not; leaves `acting` in the context. */
export type Access = (route: Route) => MiddlewareHandler<ApiEnv>;

export interface AppOptions {
  readonly access: Access;
  readonly limit?: RateLimit;
}

/** Below what API Gateway and Lambda let through. */
const mostBytes = 4_000_000;

/** `/claims/{claimId}` as Hono writes it. */
const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** The HTTP API: the same routes on Lambda and on one machine. */
export function createApp(services: Services, about: About, options: AppOptions): Hono<ApiEnv> {
  const { access, limit = usualLimit } = options;
  const { items, ids } = services;
  const { wall, forgetsByItself = false } = about;
  const logger = new Logger({ serviceName: 'claimwright' });
  const limited = rateLimited(rateLimiter(items, wall, limit));
  const sized = bodyLimit({ maxSize: mostBytes, onError: () => problemResponse(tooLarge) });
  const once = idempotent({ items, ids, wall, forgetsByItself });

  const app = new Hono<ApiEnv>();
  app.use(requestIds());
  app.use(async (context, next) => {
    await next();
    // The path itself may hold ids that a practice gave.
    const route = `${context.req.method} ${routePath(context, -1)}`;
    logger.info('request', { requestId: context.get('requestId'), route, status: context.res.status });
  });
  for (const route of routes) {
    const { scope, method, path, handle } = route;
    const chain = [
      access(route),
      ...(scope === 'open' ? [] : [limited]),
      ...(route.body === undefined ? [] : [sized]),
      ...(method === 'POST' && scope !== 'open' ? [once] : []),
    ];
    app.on(method, [honoPath(path)], ...chain, async (context) => {
      const asked = await readRequest(context, route, about);
      if (!asked.ok) return problemResponse(asked.problem);
      const answer = await handle(asked.value);
      return 'problem' in answer ? problemResponse(answer) : responseOf(answer);
    });
  }
  for (const [path, methods] of methodsByPath()) {
    const allow = methods.join(', ');
    app.all(path, ({ req }) =>
      req.method === 'OPTIONS'
        ? new Response(null, { status: 204, headers: { allow } })
        : problemResponse(problem('method-not-allowed', `Use ${allow}.`, { headers: { allow } })),
    );
  }
  let written: string | undefined;
  app.get('/openapi.json', () => {
    written ??= JSON.stringify(openApiDocument(routes));
    return new Response(written, { headers: { 'content-type': 'application/json' } });
  });
  app.notFound(() => problemResponse(problem('not-found', 'See /openapi.json for what there is.')));
  app.onError((error, context) => {
    if (error.name === 'ConcurrentChange') return problemResponse(overtaken);
    const requestId = context.get('requestId');
    logger.error(printable(error), { function: 'api', errorType: error.name, requestId });
    return problemResponse(problem('failed', 'Nothing is wrong with the request: send it again in a while.'));
  });
  return app;
}

const overtaken = problem('overtaken', 'Look at it again, and send the request again if it still fits.');
const tooLarge = problem('body-too-large', 'Send at most 4 MB at once, or ask POST /uploads for a link.');

function responseOf({ status, body, headers = {} }: Answer): Response {
  if (body === undefined) return new Response(null, { status, headers });
  return new Response(JSON.stringify(body), { status, headers: { ...headers, 'content-type': 'application/json' } });
}

/** HEAD is answered wherever GET is. */
function methodsByPath(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const methods = found.get(honoPath(path)) ?? ['OPTIONS'];
    found.set(honoPath(path), [...methods, method, ...(method === 'GET' ? ['HEAD'] : [])]);
  }
  return found;
}
