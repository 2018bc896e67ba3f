import type { ClaimId } from '../claims/index.ts';
import type { Items } from '../ports/index.ts';
import type { ClaimRecord } from './claim-file.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, claimItem, claimItemKey, contentItem, readClaimFile, submissionItem } from './stored-claim.ts';

/**
 * Stores a claim that lies in one item with what it says, and its submissions, as this revision reads and lists them. Cut
 * off, it is done anew.
 */
export async function listClaimAnew(items: Items, scope: PracticeScope, claimId: ClaimId): Promise<void> {
  const whole = await items.get(claimItemKey(scope, claimId, 'CLAIM'));
  if (whole === undefined) return;
  await items.transact([{ put: contentItem(scope, bodyOf<ClaimRecord>(whole)), if: 'absent' }]);
  const file = await readClaimFile(items, scope, claimId);
  if (file === undefined) return;
  await items.transact([
    { put: claimItem(scope, file.record, file.journal) },
    ...file.submissions.map((submission) => ({ put: submissionItem(scope, claimId, submission) })),
  ]);
}
