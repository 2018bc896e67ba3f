import { type ClaimId, submissionMayBecome } from '../claims/index.ts';
import { allItems, type Items, type Query, type Write } from '../ports/index.ts';
import type { Submission } from './claim-file.ts';
import { indexes, shards } from './keys.ts';
import { type ListPlace, pageThrough } from './page-through.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, claimIdOfItem, claimItemKey, type listedSubmissionStatuses, submissionItem } from './stored-claim.ts';
import type { TransmittedClaim } from './transmissions.ts';

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

/** The submissions of a practice that wait for a file to leave in. */
export async function* readySubmissions(items: Items, scope: PracticeScope): AsyncGenerator<TransmittedClaim> {
  for (const shard of shards) {
    for await (const item of allItems(items, { pk: indexes.readySubmissions(scope, shard), index: 'ready' })) {
      const { patientControlNumber, attempt } = bodyOf<Submission>(item);
      yield { claimId: claimIdOfItem(item), attempt, patientControlNumber };
    }
  }
}

export interface SubmissionOfClaim extends PracticeScope {
  readonly claimId: ClaimId;
  readonly submission: Submission;
}

/** A page of the submissions of these practices that are on their way or were rejected; in each shard by status, the oldest first. */
export async function pageOfSubmissions(
  items: Items,
  scopes: readonly PracticeScope[],
  status: (typeof listedSubmissionStatuses)[number] | undefined,
  limit: number,
  from?: ListPlace,
): Promise<{ readonly entries: readonly SubmissionOfClaim[]; readonly next?: ListPlace }> {
  const range = status === undefined ? {} : { beginsWith: `${status}#` };
  const queries = scopes.flatMap((scope) =>
    shards.flatMap((shard): Query[] => [
      ...(status === undefined || status === 'ready'
        ? [{ pk: indexes.readySubmissions(scope, shard), index: 'ready' } as const]
        : []),
      ...(status === 'ready' ? [] : [{ pk: indexes.submissions(scope, shard), index: 'status', ...range } as const]),
    ]),
  );
  const { items: found, ...rest } = await pageThrough(items, queries, limit, from);
  const entries = found.map((item) => ({
    // `P#<practice>#C#<claim>`
    practiceId: item.pk.split('#')[1] ?? '',
    claimId: claimIdOfItem(item),
    submission: bodyOf<Submission>(item),
  }));
  return { entries, ...rest };
}
