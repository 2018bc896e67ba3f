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

const nobodyAcknowledged: Finding = {
  code: 'acknowledgement-overdue',
  severity: 'error',
  message:
    'Nobody has acknowledged this claim in time: ask the clearinghouse what became of it, then release it to send it again.',
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
  const asTheyCame = unreadMail(file, 'acknowledgement').sort((one, other) => (came(one) < came(other) ? -1 : 1));
  for (const { content } of asTheyCame) {
    if (!isAbout(content, current) || current.status === 'adjudicated') continue;
    const { outcome, reasons, payerClaimControlNumber } = content.acknowledgement;
    // What says no more than is known, or less, changes nothing.
    if (!submissionMayBecome(current.status, statusAfter[outcome])) continue;
    if (payerClaimControlNumber !== undefined) {
      current = { ...current, assignedPayerClaimControlNumber: payerClaimControlNumber };
    }
    if (outcome === 'resend') {
      const { transmissionId: _spoilt, ...unsent } = current;
      current = { ...unsent, status: 'ready' };
      change.say('to be sent again unchanged', 'a neighbour in the same file was rejected');
    } else if (outcome === 'rejected') {
      current = { ...current, status: 'rejected' };
      hold(change, 'rejected', reasons);
    } else if (outcome === 'accepted') {
      current = { ...current, status: 'accepted' };
      change.say('accepted by the payer', payerClaimControlNumber);
    } else if (current.status === 'sent') {
      current = { ...current, status: 'acknowledged' };
      change.say('received by the clearinghouse');
    }
  }
  return current;
}

function outcomeFor(file: ClaimFile, submission: Submission, now: string): AcknowledgementOutcome {
  if (submission.status === 'rejected') return 'rejected';
  if (submission.status === 'accepted' || submission.status === 'adjudicated') {
    // A void that was answered in a remittance is judged by that.
    return submission.claimFrequencyCode === '8' && submission.status === 'accepted' ? 'void-accepted' : 'accepted';
  }
  // A remittance before its acknowledgement is normal and says more.
  if (unreadMail(file, 'remittance').length > 0) return 'accepted';
  if (file.record.status === 'overdue') return 'overdue';
  return file.wait?.kind === 'acknowledgement' && file.wait.due <= now ? 'overdue' : 'waiting';
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
    const outcome = outcomeFor(file, submission, nowIso(services));
    if (outcome === 'overdue' && change.status !== 'overdue')
      hold(change, 'overdue', [remittanceUnapplied(file) ?? nobodyAcknowledged]);
    if ((outcome === 'accepted' || outcome === 'void-accepted') && change.status === 'overdue')
      change.moveTo('in-process');
    if (file.wait !== undefined) change.endWait();
    return outcome;
  });
  if (outcome === 'void-accepted') await tellVoidedClaim(scope, services, step.claimId, 'voided');
  else if (outcome === 'accepted' && isReplacement) await tellVoidedClaim(scope, services, step.claimId, 'replaced');
  else if (outcome === 'rejected' && wasAccepted) await tellVoidedClaim(scope, services, step.claimId, 'refused');
  return outcome;
}
