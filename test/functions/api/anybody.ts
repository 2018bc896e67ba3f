import type { MiddlewareHandler } from 'hono';
import type { Acting } from '../../../functions/api/access/acting.ts';
import type { ApiEnv } from '../../../functions/api/conventions/environment.ts';
import { roleNames, scopeNames } from '../../../shared/access/index.ts';
import type { Services } from '../../../shared/use-cases/index.ts';

/** Lets anybody do anything, as on a machine of one's own. */
export function anybody(services: Services): () => MiddlewareHandler<ApiEnv> {
  const acting: Acting = {
    caller: { kind: 'user', subject: 'operator', roles: roleNames, scopes: scopeNames, practices: 'all' },
    actor: { kind: 'person', userId: 'operator' },
    services,
    home: services,
  };
  return () => (context, next) => {
    context.set('acting', acting);
    return next();
  };
}
