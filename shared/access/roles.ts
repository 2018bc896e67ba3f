import { type Scope, scopeNames } from './scopes.ts';

const reading = ['claims:read', 'eligibility:read', 'remittances:read', 'work:read', 'statements:read'] as const;
const billing = [
  ...reading,
  'encounters:write',
  'claims:write',
  'eligibility:write',
  'work:write',
  'configuration:read',
] as const;

/** What each role may do: what it needs for its work and no more. An administrator sees no claim. */
export const roles = {
  biller: billing,
  supervisor: [...billing, 'configuration:write', 'webhooks:read', 'webhooks:write'],
  auditor: [...reading, 'configuration:read', 'webhooks:read', 'access:read', 'audit:read'],
  administrator: [
    'access:read',
    'access:write',
    'audit:read',
    'configuration:read',
    'configuration:write',
    'webhooks:read',
    'webhooks:write',
  ],
} as const satisfies Readonly<Record<string, readonly Scope[]>>;
export type Role = keyof typeof roles;

export const roleNames = Object.keys(roles) as readonly Role[];

export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}

/** What those who have all of these roles may do, in the order of the table. */
export function scopesOf(held: readonly Role[]): readonly Scope[] {
  const granted = new Set<Scope>(held.flatMap((role) => roles[role]));
  return scopeNames.filter((scope) => granted.has(scope));
}
