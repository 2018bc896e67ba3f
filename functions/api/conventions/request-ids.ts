import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './environment.ts';

/** In the form of most tracing tools; anything else could forge a line of a log. */
const wellFormed = /^[\w.:=/+-]{1,128}$/;

/** The caller's own X-Request-Id, API Gateway's, or one of ours: in the answer, and in what is logged of the request. */
export function requestIds(): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const given = context.req.header('x-request-id');
    const requestId =
      given !== undefined && wellFormed.test(given) ? given : (context.env?.requestContext?.requestId ?? randomUUID());
    context.set('requestId', requestId);
    await next();
    context.res.headers.set('x-request-id', requestId);
  };
}
