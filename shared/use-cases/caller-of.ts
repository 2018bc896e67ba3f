import { type Caller, clientScopes, isRole, scopesOf } from '../access/index.ts';
import type { Items, TokenFault, Tokens } from '../ports/index.ts';
import { readGrant } from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';

/**
 * Who a bearer token is from, and what he may do now. A program may do what it was granted, so far as its token was
 * issued for that; without a grant, as when it was removed, its tokens are nobody's. A person may do what his roles
 * allow, in the practices that he was granted.
 */
export async function callerOf(
  { items, tokens }: { readonly items: Items; readonly tokens: Tokens },
  token: string,
): Promise<Result<Caller, TokenFault>> {
  const verified = await tokens.verify(token);
  if (!verified.ok) return verified;
  const { kind, subject, scopes, groups, practices = [] } = verified.value;
  const grant = await readGrant(items, subject);
  if (kind === 'client') {
    if (grant?.kind !== 'client') return failed('not-ours');
    const granted = new Set<string>(grant.scopes);
    // Whoever granted more has erred: who may do what is for people to say.
    const allowed = clientScopes.filter((scope) => scopes.includes(scope) && granted.has(scope));
    return ok({ kind, subject, roles: [], scopes: allowed, practices: grant.practices });
  }
  const roles = groups.filter(isRole);
  const granted = grant?.kind === 'user' ? grant.practices : practices;
  return ok({ kind, subject, roles, scopes: scopesOf(roles), practices: granted });
}
