import type { ClaimId } from '../claims/index.ts';
import type { Items } from '../ports/index.ts';
import type { PracticeScope } from './scope.ts';
import { claimItem, readClaimFile, submissionItem } from './stored-claim.ts';

/** Stores a claim and its submissions again as they are, for the indexes and lists that a later revision reads. */
export async function listClaimAnew(items: Items, scope: PracticeScope, claimId: ClaimId): Promise<void> {
  const file = await readClaimFile(items, scope, claimId);
  if (file === undefined) return;
  await items.transact([
    { put: claimItem(scope, file.record, file.journal) },
    ...file.submissions.map((submission) => ({ put: submissionItem(scope, claimId, submission) })),
  ]);
}
