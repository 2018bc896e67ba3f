import { type ClaimStatus, claimStatuses } from '../claims/index.ts';

/** The event that a claim has taken a status. In types Standard Webhooks wants letters, digits and underscores alone. */
export function claimEventType(status: ClaimStatus): `claim.${string}` {
  return `claim.${status.replaceAll('-', '_')}`;
}

/** What subscribers may be told of. That a claim was received is told with its batch. */
export const eventTypes: readonly string[] = [
  ...claimStatuses.filter((status) => status !== 'received').map(claimEventType),
  'batch.read',
  'batch.quarantined',
  'remittance.received',
  'remittance.posted',
  'remittance.held',
];
