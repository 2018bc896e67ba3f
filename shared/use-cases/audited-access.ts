import type { Caller } from '../access/index.ts';
import type { Audit, AuditEntry } from '../ports/index.ts';
import { Seen } from '../repositories/index.ts';

/** What fits an item with room to spare. */
const mostClaims = 5000;

/** One access while it lasts: what is read for it is noted, and written down before anything of it is shown. */
export interface AuditedAccess {
  readonly seen: Seen;
  record(what: AuditEntry['what'], status?: number): Promise<void>;
}

export function auditedAccess(
  audit: Audit,
  { kind, subject, roles }: Pick<Caller, 'kind' | 'subject' | 'roles'>,
  by: string,
  requestId?: string,
): AuditedAccess {
  const seen = new Seen();
  return {
    seen,
    async record(what, status) {
      const { practices, claims, about } = seen.noted;
      const parts = Math.max(1, Math.ceil(claims.length / mostClaims));
      const common = {
        ...{ who: { kind, subject, roles }, what, by },
        ...{ practices, about },
        ...(requestId === undefined ? {} : { requestId }),
        ...(status === undefined ? {} : { status }),
      };
      for (let part = 0; part < parts; part += 1) {
        await audit.record({ ...common, claims: claims.slice(part * mostClaims, (part + 1) * mostClaims) });
      }
    },
  };
}
