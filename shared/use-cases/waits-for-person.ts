import { waitingStatuses } from '../claims/index.ts';
import type { ClaimFile } from '../repositories/index.ts';

/** Whether the claim goes on only when a person acts on it (or a late answer comes). */
export function isWaitingForPerson({ record }: Pick<ClaimFile, 'record'>): boolean {
  return waitingStatuses.has(record.status);
}

/** Whether a person may change what the claim says. A voided one is not sent again, also when a step of it had failed. */
export function isCorrectable({ record }: Pick<ClaimFile, 'record'>): boolean {
  return isWaitingForPerson({ record }) && record.resumeAs?.status !== 'voided';
}
