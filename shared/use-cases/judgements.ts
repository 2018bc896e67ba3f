import type { ClaimStatus, Finding } from '../claims/index.ts';
import type { ClaimRecord } from '../repositories/index.ts';

/** Findings that a person may know better than we do: released, they hold the claim no more. */
export const judgements: ReadonlySet<string> = new Set([
  'coverage-inactive',
  'patient-not-found',
  'frequency-code-unknown',
  'service-already-billed',
  'service-line-repeated',
]);

/** Reasons of our own making that end with a release: the cause is mended, or another payer is not billed. */
const endWithRelease: ReadonlySet<string> = new Set(['step-failed', 'next-payer', 'credit-balance']);

/** Released as it is, such a claim goes to the payer again. */
const sentAgain: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['overdue', 'denied', 'partially-denied']);

/**
 * Whether a claim that waits for a person may go on as it is. False where the same check would hold it again at once, or
 * the payer has said that it takes no such claim: only a correction helps then.
 */
export function canHelpToRelease({
  status,
  reasons,
  sourceFindings,
}: Pick<ClaimRecord, 'status' | 'reasons' | 'sourceFindings'>): boolean {
  if (sentAgain.has(status)) return true;
  const isOfSource = ({ code, field }: Finding): boolean =>
    sourceFindings.some((finding) => finding.code === code && finding.field === field);
  return (
    status === 'held' &&
    reasons.every((reason) => judgements.has(reason.code) || endWithRelease.has(reason.code) || isOfSource(reason))
  );
}
