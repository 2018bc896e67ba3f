import { type ClaimId, submissionMayBecome } from '../claims/index.ts';
import type { Items, Write } from '../ports/index.ts';
import type { Submission } from './claim-file.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, claimItemKey, submissionItem } from './stored-claim.ts';

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
    const item = await items.get(claimItemKey(scope, claimId, `SUBMISSION#${String(attempt).padStart(2, '0')}`));
    if (item === undefined) return;
    const before = bodyOf<Submission>(item);
    const decision = decide(before);
    if (decision === undefined) return;
    const { submission, also } = decision;
    if (!submissionMayBecome(before.status, submission.status)) {
      throw new Error(`submission ${before.patientControlNumber}: ${before.status} → ${submission.status}`);
    }
    const outcome = await items.transact([
      {
        put: submissionItem(scope, claimId, submission),
        if: { status: before.status, transmissionId: before.transmissionId ?? '' },
      },
      ...also,
    ]);
    // When another of the writes can't be made, there is nothing to decide again.
    if (outcome === 'done' || !outcome.failedConditions.includes(0)) return;
  }
}
