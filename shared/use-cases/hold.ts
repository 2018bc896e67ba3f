import type { ClaimStatus, Finding } from '../claims/index.ts';
import type { ClaimChange } from '../repositories/index.ts';

/** Stops the claim until a person has acted, with the reasons that he will read. */
export function hold(
  change: ClaimChange,
  status: Extract<ClaimStatus, 'held' | 'rejected' | 'overdue'>,
  reasons: readonly Finding[],
): void {
  change.moveTo(status, reasons);
  change.say(status, reasons.map(({ code }) => code).join(', '));
}
