import type { MiddlewareHandler } from 'hono';
import type { Acting } from '../../../functions/api/access/acting.ts';
import type { ApiEnv } from '../../../functions/api/conventions/environment.ts';
import { type Practices, roleNames, scopeNames } from '../../../shared/access/index.ts';
import { Seen, scopedItems } from '../../../shared/repositories/index.ts';
import type { Services } from '../../../shared/use-cases/index.ts';

/** Lets anybody do anything in these practices; in all of them, as on a machine of one's own. */
export function anybody(services: Services, practices: Practices = 'all'): () => MiddlewareHandler<ApiEnv> {
  const seen = new Seen();
  const acting: Acting = {
    caller: { kind: 'user', subject: 'operator', roles: roleNames, scopes: scopeNames, practices },
    actor: { kind: 'person', userId: 'operator' },
    services: { ...services, items: scopedItems(services.items, practices, seen) },
    seen,
    home: services,
  };
  return () => (context, next) => {
    context.set('acting', acting);
    return next();
  };
}
