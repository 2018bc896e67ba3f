import { patientControlNumber, payerOf } from '../claims/index.ts';
import {
  type ClaimFile,
  currentSubmission,
  nextAttempt,
  type PracticeScope,
  type Submission,
} from '../repositories/index.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { isNotProcessed } from './payment-mail.ts';
import { nowIso, type Services } from './services.ts';

/** What a payer adjudicated last; not a void, which decides no charge. */
export function lastAdjudicated(submissions: readonly Submission[], by: string): Submission | undefined {
  return submissions.findLast(
    ({ status, claimFrequencyCode, payerId }) =>
      status === 'adjudicated' && claimFrequencyCode !== '8' && payerId === by,
  );
}

/**
 * How the next submission is sent: as the practice said, or, when this payer has already adjudicated the claim, as a
 * replacement naming the payer's number, unless it takes corrections as new claims or a person has said otherwise. What it
 * says that it has not processed (MA130) it can't replace.
 */
export function nextFrequency(
  file: ClaimFile,
  services: Services,
): Pick<Submission, 'claimFrequencyCode' | 'payerClaimControlNumber'> {
  const { claim, frequencyGivenFor } = file.record;
  const payer = payerOf(services.configuration, claim.payer.payerId);
  const isVoid = claim.claimFrequencyCode === '8';
  const processed = file.submissions.filter(({ attempt }) => !isNotProcessed(file, attempt));
  const theirs = lastAdjudicated(processed, claim.payer.payerId)?.assignedPayerClaimControlNumber;
  if (theirs !== undefined && isVoid) return { claimFrequencyCode: '8', payerClaimControlNumber: theirs };
  const isGiven = frequencyGivenFor === nextAttempt(file);
  if (theirs !== undefined && payer.corrections === 'replacement' && !isGiven) {
    return { claimFrequencyCode: '7', payerClaimControlNumber: theirs };
  }
  return {
    claimFrequencyCode: claim.claimFrequencyCode,
    ...(claim.payerClaimControlNumber === undefined ? {} : { payerClaimControlNumber: claim.payerClaimControlNumber }),
  };
}

/** Makes the claim's submission of this round ready for the next transmission. */
export function submitClaim(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<'ready' | 'superseded'> {
  return claimStep(scope, services, step, (file, change) => {
    const { claim, claimId, round } = file.record;
    const before = currentSubmission(file);
    if (before !== undefined && before.round >= round) return 'ready';
    const attempt = nextAttempt(file);
    change.putSubmission({
      attempt,
      round,
      patientControlNumber: patientControlNumber(claimId, attempt),
      payerId: claim.payer.payerId,
      ...nextFrequency(file, services),
      status: 'ready',
      readyAt: nowIso(services),
    });
    change.closeWork();
    change.moveTo('in-process');
    change.say('ready to send', `attempt ${attempt}`);
    return 'ready';
  });
}
