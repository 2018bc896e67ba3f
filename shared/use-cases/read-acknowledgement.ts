import { type Finding, type SubmissionStatus, submissionMayBecome } from '../claims/index.ts';
import {
  type ClaimChange,
  type ClaimFile,
  currentSubmission,
  type Mail,
  type PracticeScope,
  type Submission,
  type SubmissionAcknowledgement,
  unreadMail,
} from '../repositories/index.ts';
import { isAbout } from './await-mail.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { hold } from './hold.ts';
import { closeFollowUp } from './open-follow-up.ts';
import { nowIso, type Services } from './services.ts';
import { tellVoidedClaim } from './tell-voided-claim.ts';
import { remittanceUnapplied } from './unapplied-answer.ts';

export type AcknowledgementOutcome =
  | 'accepted'
  /** A void is done once it is accepted: what it takes back comes under the number of the claim that it voids, which is told. */
  | 'void-accepted'
  | 'rejected'
  | 'waiting'
  | 'overdue';

/** Whom to ask: what has the payer's number is with the payer. */
function acknowledgementOverdue({ assignedPayerClaimControlNumber: theirs }: Submission): Finding {
  return {
    code: 'acknowledgement-overdue',
    severity: 'error',
    message:
      theirs === undefined
        ? 'Nobody has acknowledged this claim in time: ask the clearinghouse what became of it, then release it to send it again.'
        : 'The payer has received this claim and not said in time whether it accepts it: ask the payer what became of it, then release it to send it again.',
  };
}

/** Of a claim that its payer had rejected: whoever sends it again may bill it twice. */
export const acceptedSince: Finding = {
  code: 'accepted-since',
  severity: 'error',
  message:
    'The payer has accepted this claim since: ask it which of the two counts. If it has the claim, leave it: a remittance is posted as any other. Sent again or billed in another claim, it is billed twice.',
};

const statusAfter = {
  received: 'acknowledged',
  accepted: 'accepted',
  rejected: 'rejected',
  resend: 'ready',
} as const satisfies Record<SubmissionAcknowledgement['outcome'], SubmissionStatus>;

const came = ({ receivedAt, mailId }: Mail): string => `${receivedAt}#${mailId}`;

/** The submission after its mail, oldest first: an acknowledgement may skip steps, and none undoes an adjudication. */
function afterMail(file: ClaimFile, submission: Submission, change: ClaimChange): Submission {
  let current = submission;
  let { reasons: heldFor } = file.record;
  const asTheyCame = unreadMail(file, 'acknowledgement').sort((one, other) => (came(one) < came(other) ? -1 : 1));
  for (const { content, receivedAt } of asTheyCame) {
    const { outcome, reasons, payerClaimControlNumber: theirs } = content.acknowledgement;
    if (outcome === 'accepted' && content.attempt < current.attempt) {
      change.say('accepted by the payer', `attempt ${content.attempt}, sent before`, receivedAt);
    }
    // What is to be sent anew, nobody has answered.
    if (!isAbout(content, current) || current.status === 'adjudicated' || current.status === 'ready') continue;
    if (outcome === 'accepted' && current.status === 'rejected') {
      change.say('accepted by the payer after it was rejected', theirs, receivedAt);
      heldFor = [...heldFor.filter(({ code }) => code !== acceptedSince.code), acceptedSince];
      // Withdrawn by now, it stays so.
      if (change.status === 'rejected') change.moveTo('rejected', heldFor);
      if (theirs !== undefined) current = { ...current, assignedPayerClaimControlNumber: theirs };
    }
    // What says no more than is known, or less, changes nothing.
    if (!submissionMayBecome(current.status, statusAfter[outcome])) continue;
    if (outcome === 'rejected' && change.status === 'voided' && current.status === 'rejected') continue;
    if (theirs !== undefined) current = { ...current, assignedPayerClaimControlNumber: theirs };
    if (outcome === 'resend') {
      const { transmissionId: _spoilt, ...unsent } = current;
      current = { ...unsent, status: 'ready' };
      change.say('to be sent again unchanged', 'a neighbour in the same file was rejected');
    } else if (outcome === 'rejected') {
      current = { ...current, status: 'rejected' };
      heldFor = reasons;
      hold(change, 'rejected', reasons);
    } else if (outcome === 'accepted') {
      current = { ...current, status: 'accepted' };
      change.say('accepted by the payer', theirs, receivedAt);
    } else {
      if (theirs !== undefined) change.say('received by the payer', theirs, receivedAt);
      else if (current.status === 'sent') change.say('received by the clearinghouse', undefined, receivedAt);
      current = { ...current, status: 'acknowledged' };
    }
  }
  return current;
}

/** Overdue it stays until something is said that decides: that it was received is no answer, and the same again no news. */
function isStillOverdue({ record }: ClaimFile, before: Submission, { status }: Submission): boolean {
  return record.status === 'overdue' && (status === before.status || status === 'acknowledged');
}

function outcomeFor(file: ClaimFile, before: Submission, submission: Submission, now: string): AcknowledgementOutcome {
  const { status, claimFrequencyCode } = submission;
  if (status === 'rejected') return 'rejected';
  const hasPayment = unreadMail(file, 'remittance').length > 0;
  if (isStillOverdue(file, before, submission) && !hasPayment) return 'overdue';
  if (status === 'accepted' || status === 'adjudicated') {
    // A void that was answered in a remittance is judged by that.
    return claimFrequencyCode === '8' && status === 'accepted' ? 'void-accepted' : 'accepted';
  }
  // A remittance before its acknowledgement is normal and says more.
  if (hasPayment) return 'accepted';
  return file.wait?.kind === 'acknowledgement' && file.wait.due <= now ? 'overdue' : 'waiting';
}

/** Holds the claim that nobody has acknowledged in time; what is said after all ends the work that asked for it. */
function settleOverdue(
  file: ClaimFile,
  submission: Submission,
  outcome: AcknowledgementOutcome,
  change: ClaimChange,
): void {
  const { status, reasons } = file.record;
  const overdue = remittanceUnapplied(file) ?? acknowledgementOverdue(submission);
  if (outcome !== 'overdue') {
    if (change.status === 'overdue') change.moveTo('in-process');
    if (status === 'overdue') closeFollowUp(file, change);
  } else if (status !== 'overdue') hold(change, 'overdue', [overdue]);
  else if (reasons.some(({ code, message }) => code === overdue.code && message !== overdue.message)) {
    change.moveTo('overdue', [overdue]);
  }
}

/** Reads what the clearinghouse and the payer said of the submission, or takes note that nobody did in time. */
export async function readAcknowledgement(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<AcknowledgementOutcome | 'superseded'> {
  let isReplacement = false;
  let wasAccepted = false;
  const outcome = await claimStep(scope, services, step, (file, change): AcknowledgementOutcome => {
    isReplacement = file.record.claim.claimFrequencyCode === '7';
    const before = currentSubmission(file);
    if (before === undefined) throw new Error(`claim ${step.claimId} has no submission to acknowledge`);
    const submission = afterMail(file, before, change);
    if (submission !== before) change.putSubmission(submission);
    // A payer may still reject what it, or a clearinghouse, had accepted.
    wasAccepted = file.mail.some(
      ({ content }) =>
        content.kind === 'acknowledgement' &&
        content.attempt === submission.attempt &&
        content.acknowledgement.outcome === 'accepted',
    );
    change.markRead(unreadMail(file, 'acknowledgement'));
    const outcome = outcomeFor(file, before, submission, nowIso(services));
    settleOverdue(file, submission, outcome, change);
    if (file.wait !== undefined) change.endWait();
    return outcome;
  });
  if (outcome === 'void-accepted') await tellVoidedClaim(scope, services, step.claimId, 'voided');
  else if (outcome === 'accepted' && isReplacement) await tellVoidedClaim(scope, services, step.claimId, 'replaced');
  else if (outcome === 'rejected' && wasAccepted) await tellVoidedClaim(scope, services, step.claimId, 'refused');
  return outcome;
}
