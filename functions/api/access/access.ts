import type { Caller } from '../../../shared/access/index.ts';
import type { Audit, Tokens } from '../../../shared/ports/index.ts';
import { homeItems, Seen, scopedItems } from '../../../shared/repositories/index.ts';
import { auditedAccess, callerOf, type Services } from '../../../shared/use-cases/index.ts';
import type { Access } from '../app.ts';
import { problem, problemResponse } from '../problem.ts';
import type { Acting } from './acting.ts';

export interface AccessServices {
  readonly services: Services;
  readonly tokens: Tokens;
  readonly audit: Audit;
}

/** Who asks for what is open to everybody: he may touch nobody's data. */
const outsider: Caller = { kind: 'user', subject: 'outsider', roles: [], scopes: [], practices: [] };

/** The token's fault is not said: whoever forges one learns nothing by trying. */
const unknownCaller = (challenge: string): Response =>
  problemResponse(
    problem('not-authenticated', 'Get a token, and send it in the header Authorization: Bearer.', {
      headers: { 'www-authenticate': `Bearer realm="claimwright"${challenge}` },
    }),
  );

/**
 * Tells who asks, and lets him do what he may in his practices alone. What he reads and changes is written down: before
 * a change is begun, and before an answer leaves. If that can't be, nothing leaves.
 */
export function accessFor({ services, tokens, audit }: AccessServices): Access {
  const actingFor = (caller: Caller, seen: Seen): Acting => ({
    caller,
    actor: { kind: 'person', userId: caller.subject },
    services: { ...services, items: scopedItems(services.items, caller.practices, seen) },
    seen,
    home: { items: homeItems(services.items), ids: services.ids },
  });

  return ({ method, path, scope, touchesPhi }) =>
    async (context, next) => {
      if (scope === 'open') {
        context.set('acting', actingFor(outsider, new Seen()));
        return next();
      }
      const header = context.req.header('authorization');
      const [, token] = /^bearer +([\w.~+/=-]+)$/i.exec(header ?? '') ?? [];
      const identified = token === undefined ? undefined : await callerOf({ items: services.items, tokens }, token);
      if (!identified?.ok) return unknownCaller(header === undefined ? '' : ', error="invalid_token"');

      const caller = identified.value;
      const isChange = method !== 'GET';
      const isAudited = touchesPhi || isChange;
      const { seen, record } = auditedAccess(audit, caller, `${method} ${path}`, context.get('requestId'));
      if (!caller.scopes.includes(scope)) {
        if (isAudited) await record('refused', 403);
        const headers = { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` };
        return problemResponse(problem('not-allowed', `This needs the scope ${scope}.`, { headers }));
      }
      context.set('acting', actingFor(caller, seen));
      if (isChange) await record('begun');
      await next();
      if (!isAudited) return undefined;
      const { res } = context;
      // Hono would keep the headers of an answer that is replaced: it leaves only once it was written down.
      context.res = undefined;
      await record(res.ok ? 'shown' : 'refused', res.status);
      context.res = res;
      return undefined;
    };
}
