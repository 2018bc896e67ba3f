import { payerOf } from '../claims/index.ts';
import {
  type ClaimFile,
  changeClaim,
  currentSubmission,
  hasUnreadMail,
  type MailContent,
  type PracticeScope,
  readClaimFile,
  type Submission,
  type SubmissionAcknowledgement,
  unreadMail,
  type WaitKind,
} from '../repositories/index.ts';
import { type ClaimStep, claimFile } from './claim-step.ts';
import { personDays } from './deadlines.ts';
import { nowIso, plusDays, type Services } from './services.ts';
import { hasDecisiveVoid } from './void-claim.ts';
import { isWaitingForPerson } from './waits-for-person.ts';

/** Whether it speaks of this submission as it was sent last: an earlier file of the same submission is done with. */
export function isAbout(
  { attempt, transmissionId }: Extract<MailContent, { kind: 'acknowledgement' }>,
  submission: Submission,
): boolean {
  return (
    attempt === submission.attempt && (transmissionId === undefined || transmissionId === submission.transmissionId)
  );
}

/** That somebody has the claim, who does not say that it is the payer: its number would. */
export function isMereReceipt({ outcome, payerClaimControlNumber }: SubmissionAcknowledgement): boolean {
  return outcome === 'received' && payerClaimControlNumber === undefined;
}

/** What was said of the submission that the claim is on now, and decides something: that it was received alone does not. */
export function decisiveAcknowledgements(file: ClaimFile) {
  const submission = currentSubmission(file);
  if (submission === undefined || submission.round < file.record.round) return [];
  // What was adjudicated was accepted, whatever somebody says of it later.
  if (submission.status === 'adjudicated') return [];
  return unreadMail(file, 'acknowledgement').filter(
    ({ content }) => isAbout(content, submission) && isDecisive(content.acknowledgement, file.record, submission),
  );
}

function isDecisive(
  { outcome, payerClaimControlNumber }: SubmissionAcknowledgement,
  { status }: ClaimFile['record'],
  submission: Submission,
): boolean {
  // Whoever asks what became of an overdue claim asks its payer, once that has it.
  const isUnheardOf = status === 'overdue' && submission.assignedPayerClaimControlNumber === undefined;
  if (outcome === 'received') return isUnheardOf && payerClaimControlNumber !== undefined;
  // Of what is done with, a void that was accepted may still be rejected, and what was rejected and withdrawn be accepted.
  if (status !== 'closed' && status !== 'voided') return true;
  if (outcome === 'rejected') return submission.claimFrequencyCode === '8';
  return outcome === 'accepted' && status === 'voided' && submission.status === 'rejected';
}

/** Mail that the claim's next step acts on. A release means something only to a claim that waits for a person. */
export function hasDecisiveMail(file: ClaimFile): boolean {
  const isPersonsTurn = file.wait === undefined || file.wait.kind === 'person';
  const isReleased = isPersonsTurn && isWaitingForPerson(file) && unreadMail(file, 'release').length > 0;
  // What came for a claim whose step keeps failing would only fail again.
  if (file.record.resumeAs !== undefined) return isReleased;
  return (
    isReleased ||
    unreadMail(file, 'remittance').length > 0 ||
    hasDecisiveVoid(file) ||
    decisiveAcknowledgements(file).length > 0
  );
}

function daysFor(kind: WaitKind, payerId: string, services: Services): number {
  const payer = payerOf(services.configuration, payerId);
  return { acknowledgement: payer.acknowledgementDays, remittance: payer.remittanceDays, person: personDays }[kind];
}

/**
 * Puts the claim's wait: what ends it, by when, and the task to end. Then reads the mailbox: what came before the wait
 * was put ends it at once; what comes later finds the wait. Running it again replaces the wait by the newer token.
 */
export async function awaitMail(
  scope: PracticeScope,
  services: Services,
  { claimId, generation, kind, token }: ClaimStep & { readonly kind: WaitKind; readonly token: string },
): Promise<void> {
  const file = await claimFile(scope, services, claimId);
  // Withdrawn at this very moment, it waits for nobody.
  if (file.record.generation !== generation || (kind === 'person' && file.record.status === 'voided')) {
    await services.workflows.succeedTask(token, {});
    return;
  }
  const now = nowIso(services);
  // The same wait again (a repeated step) keeps its due date.
  const due =
    file.wait?.kind === kind && file.wait.generation === generation && file.wait.token === token
      ? file.wait.due
      : plusDays(now, daysFor(kind, file.record.claim.payer.payerId, services));
  const change = changeClaim(scope, file, now);
  change.putWait({ kind, token, generation, due });
  await change.commit(services.items);
  await endWaitIfAnswered(scope, services, claimId);
}

type ClaimKey = ClaimStep['claimId'];

/** Ends the claim's wait when both the wait and decisive mail are there. Most waits begin before anything came. */
export async function endWaitIfAnswered(scope: PracticeScope, services: Services, claimId: ClaimKey): Promise<void> {
  if (!(await hasUnreadMail(services.items, scope, claimId))) return;
  const file = await readClaimFile(services.items, scope, claimId);
  if (file?.wait !== undefined && hasDecisiveMail(file)) await services.workflows.succeedTask(file.wait.token, {});
}
