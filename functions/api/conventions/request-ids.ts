import type { MiddlewareHandler } from 'hono';
import type { Clock, Ids } from '../../../shared/ports/index.ts';
import type { ApiEnv } from './environment.ts';

/** In the form of most tracing tools; anything else could forge a line of a log. */
const wellFormed = /^[\w.:=/+-]{1,128}$/;

/** The caller's own X-Request-Id, API Gateway's, or one of ours: in the answer, and in what is logged of the request. */
export function requestIds(ids: Ids, wall: Clock): MiddlewareHandler<ApiEnv> {
  let count = 0;
  return async (context, next) => {
    const given = context.req.header('x-request-id');
    count += 1;
    const requestId =
      given !== undefined && wellFormed.test(given)
        ? given
        : (context.env?.requestContext?.requestId ??
          ids.derive(20, 'request', wall.now().toISOString(), String(count)));
    context.set('requestId', requestId);
    await next();
    context.res.headers.set('x-request-id', requestId);
  };
}
