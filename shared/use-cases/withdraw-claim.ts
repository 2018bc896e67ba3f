import type { ClaimId, FieldProblem } from '../claims/index.ts';
import {
  type Actor,
  type ClaimFile,
  changeClaim,
  mailItem,
  nextAttempt,
  type PracticeScope,
} from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';
import { claimFile } from './claim-step.ts';
import { notNow, refuseUnlessSeen, takenBack, userOf } from './correct-claim.ts';
import { acceptedSince } from './read-acknowledgement.ts';
import { nowIso, type Services, todayIso } from './services.ts';
import { type VoidContent, voidEntry, voidsOf } from './void-claim.ts';

/**
 * Whether a payer has the claim, or may have it: something of it left that was not rejected before adjudication, or was
 * accepted after all.
 */
function isWithPayer({ submissions, record }: Pick<ClaimFile, 'submissions' | 'record'>): boolean {
  const isAccepted = record.reasons.some(({ code }) => code === acceptedSince.code);
  return isAccepted || submissions.some(({ status }) => status !== 'rejected' && status !== 'voided');
}

/** Whether it is withdrawn already; a payer may have paid it since. */
function isWithdrawn(file: ClaimFile): boolean {
  return file.record.status === 'voided' && voidsOf(file).some(({ what }) => what === 'withdrawn');
}

/** Why nobody can withdraw the claim, and what to do instead; undefined where it can be. */
export function notWithdrawable(file: ClaimFile): FieldProblem | undefined {
  const problem = takenBack(file) ?? notNow(file);
  if (problem !== undefined || !isWithPayer(file)) return problem;
  const message =
    'a payer has the claim, or may have it: correct claimFrequencyCode=8, with payerClaimControlNumber where the payer has given none yet, to have it voided there';
  return { field: 'status', message };
}

/**
 * Takes back a claim that waits for a person and that no payer has: it is voided here, its charge is taken back, and
 * nothing of it is ever sent. Again: it is withdrawn.
 */
export async function withdrawClaim(
  scope: PracticeScope,
  actor: Actor,
  services: Services,
  claimId: ClaimId,
  seenRevision?: number,
): Promise<Result<'withdrawn', readonly FieldProblem[]>> {
  const file = await claimFile(scope, services, claimId);
  if (!isWithdrawn(file)) {
    refuseUnlessSeen(file, seenRevision);
    const problem = notWithdrawable(file);
    if (problem !== undefined) return failed([problem]);
    await takeBack(scope, actor, services, file);
  }
  if (file.wait !== undefined) await services.workflows.succeedTask(file.wait.token, {});
  return ok('withdrawn');
}

/** All of it or nothing: its workflow finds a claim that is voided, and ends. */
async function takeBack(scope: PracticeScope, actor: Actor, services: Services, file: ClaimFile): Promise<void> {
  const { claimId, resumeAs } = file.record;
  const now = nowIso(services);
  const change = changeClaim(scope, file, now);
  if (resumeAs !== undefined) change.resume();
  change.moveTo('voided');
  const taken = voidEntry(file, todayIso(services));
  if (taken !== undefined) change.post(taken);
  change.closeWork();
  const content: VoidContent = { kind: 'void', voidedBy: claimId, attempt: nextAttempt(file), what: 'withdrawn' };
  change.also({
    put: mailItem(scope, claimId, { mailId: 'withdrawn', receivedAt: now, content, read: true }),
    if: 'absent',
  });
  change.say(`withdrawn by ${userOf(actor)}`);
  await change.commit(services.items);
}
