// Who may be given what, as the user pool knows it. shared/access says the same; a test compares them.

/** The resource server: tokens name its scopes as `claimwright/claims:read`. */
export const resourceServer = 'claimwright';

export const clientScopes = {
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
} as const;
export type ClientScope = keyof typeof clientScopes;

/** Each is a group of the user pool; what it may do, the API knows. */
export const roles = {
  biller: 'Submits, corrects and follows claims',
  supervisor: 'Does what billers do, and changes practices, providers, payers and webhooks',
  auditor: 'Reads everything, and who has read it',
  administrator: 'Says who may do what; sees no claim',
} as const;
