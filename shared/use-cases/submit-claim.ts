import { patientControlNumber, payerOf } from '../claims/index.ts';
import { type ClaimFile, currentSubmission, type PracticeScope, type Submission } from '../repositories/index.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { nowIso, type Services } from './services.ts';

/** What was adjudicated last; not a void, which decides no charge. */
export function lastAdjudicated({ submissions }: Pick<ClaimFile, 'submissions'>): Submission | undefined {
  return submissions.findLast(
    ({ status, claimFrequencyCode }) => status === 'adjudicated' && claimFrequencyCode !== '8',
  );
}

/**
 * How the next submission is sent: as the practice said, or, when the payer has already adjudicated the claim, as a
 * replacement naming the payer's number, unless this payer takes corrections as new claims.
 */
export function nextFrequency(
  file: ClaimFile,
  services: Services,
): Pick<Submission, 'claimFrequencyCode' | 'payerClaimControlNumber'> {
  const { claim } = file.record;
  const payer = payerOf(services.configuration, claim.payer.payerId);
  const isVoid = claim.claimFrequencyCode === '8';
  const theirs = lastAdjudicated(file)?.assignedPayerClaimControlNumber;
  if (theirs !== undefined && isVoid) return { claimFrequencyCode: '8', payerClaimControlNumber: theirs };
  if (theirs !== undefined && payer.corrections === 'replacement') {
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
    const attempt = (before?.attempt ?? 0) + 1;
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
