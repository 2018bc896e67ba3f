import { waitingStatuses } from '../claims/index.ts';
import type { ClaimFile } from '../repositories/index.ts';
import { isChargeTakenBack } from './void-claim.ts';

/** Whether the claim goes on only when a person acts on it (or a late answer comes). */
export function isWaitingForPerson({ record }: Pick<ClaimFile, 'record'>): boolean {
  return waitingStatuses.has(record.status);
}

/** Whether a person may change what the claim says. One whose charge was taken back is not sent again, whatever it waits for. */
export function isCorrectable(file: Pick<ClaimFile, 'record' | 'journal'>): boolean {
  return isWaitingForPerson(file) && file.record.resumeAs?.status !== 'voided' && !isChargeTakenBack(file);
}
