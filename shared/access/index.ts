export { type Caller, mayTouch, type Practices } from './caller.ts';
export { isRole, type Role, roleNames, roles, scopesOf } from './roles.ts';
export { clientScopes, isScope, type Scope, scopeNames, scopes } from './scopes.ts';
