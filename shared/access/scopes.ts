/** What a caller may do, by the names that tokens carry, and a sentence for whoever grants it. */
export const scopes = {
  'encounters:write': 'submit encounters and files of them',
  'claims:read': 'read claims, their timelines, files, batches and submissions',
  'claims:write': 'correct, release, bill to patients, withdraw and accept claims that wait for a person',
  'eligibility:read': 'read what payers said of coverage',
  'eligibility:write': 'ask payers for coverage',
  'remittances:read': 'read what payers paid',
  'work:read': 'list follow-up work',
  'work:write': 'take and resolve follow-up work',
  'statements:read': 'read statements for patients',
  'configuration:read': 'read practices, providers and payers',
  'configuration:write': 'change practices, providers and payers',
  'webhooks:read': 'read who is told of events, and what was delivered',
  'webhooks:write': 'change who is told of events, and send again',
  'access:read': 'read who may do what',
  'access:write': 'change who may do what',
  'audit:read': 'read and verify the record of who saw and changed what',
} as const satisfies Readonly<Record<string, string>>;
export type Scope = keyof typeof scopes;

export const scopeNames = Object.keys(scopes) as readonly Scope[];

export function isScope(text: string): text is Scope {
  return Object.hasOwn(scopes, text);
}

/** What a program may be granted: all but to say who may do what, and to read who did. */
export const clientScopes = scopeNames.filter((scope) => !/^(access|audit):/.test(scope));
