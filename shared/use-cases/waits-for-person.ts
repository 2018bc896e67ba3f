import type { ClaimStatus } from '../claims/index.ts';
import type { ClaimFile } from '../repositories/index.ts';

const waiting: ReadonlySet<ClaimStatus> = new Set([
  'held',
  'rejected',
  'overdue',
  'denied',
  'partially-denied',
  'appealed',
]);

/** Whether the claim goes on only when a person acts on it (or a late answer comes). */
export function isWaitingForPerson({ record }: Pick<ClaimFile, 'record'>): boolean {
  return waiting.has(record.status);
}
