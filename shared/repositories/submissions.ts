import { type ClaimId, submissionMayBecome } from '../claims/index.ts';
import type { Items, Write } from '../ports/index.ts';
import type { Submission } from './claim-file.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, claimItemKey, submissionItem } from './stored-claim.ts';

export async function readSubmission(
  items: Items,
  scope: PracticeScope,
  claimId: ClaimId,
  attempt: number,
): Promise<Submission | undefined> {
  const item = await items.get(claimItemKey(scope, claimId, `SUBMISSION#${String(attempt).padStart(2, '0')}`));
  return item && bodyOf<Submission>(item);
}

/** Puts the submission in the place of what it was before, on condition that it still is. */
export function submissionWrite(scope: PracticeScope, claimId: ClaimId, before: Submission, after: Submission): Write {
  if (!submissionMayBecome(before.status, after.status)) {
    throw new Error(`submission ${before.patientControlNumber}: ${before.status} → ${after.status}`);
  }
  return {
    put: submissionItem(scope, claimId, after),
    if: { status: before.status, transmissionId: before.transmissionId ?? '' },
  };
}

/**
 * Changes one submission beside its claim, as its transmission does. `decide` answers undefined when there is nothing
 * to do; it is asked again when somebody else changed the submission first.
 */
export async function changeSubmission(
  items: Items,
  scope: PracticeScope,
  claimId: ClaimId,
  attempt: number,
  decide: (submission: Submission) => { readonly submission: Submission; readonly also: readonly Write[] } | undefined,
): Promise<void> {
  for (;;) {
    const before = await readSubmission(items, scope, claimId, attempt);
    if (before === undefined) return;
    const decision = decide(before);
    if (decision === undefined) return;
    const { submission, also } = decision;
    const outcome = await items.transact([submissionWrite(scope, claimId, before, submission), ...also]);
    // When another of the writes can't be made, there is nothing to decide again.
    if (outcome === 'done' || !outcome.failedConditions.includes(0)) return;
  }
}
