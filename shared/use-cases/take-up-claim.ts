import {
  billedToPatient,
  type ClaimChange,
  type ClaimFile,
  currentSubmission,
  type PracticeScope,
  unreadMail,
} from '../repositories/index.ts';
import { decisiveAcknowledgements } from './await-mail.ts';
import { moveToPatient, notBillable } from './bill-patient.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { workflowDays } from './deadlines.ts';
import { startIfMailCame } from './deliver-mail.ts';
import { isHeldAfterPayment, isHeldForNextPayer, lookAgainAtBalance, settleWithoutNextPayer } from './next-payer.ts';
import { plusDays, type Services, todayIso } from './services.ts';
import { hasDecisiveVoid } from './void-claim.ts';
import { isWaitingForPerson } from './waits-for-person.ts';

/** Where a workflow goes on: at the start, after a person's wait, and when a later generation takes over. */
export type ClaimStage =
  | 'eligibility'
  | 'acknowledgement-arrived'
  | 'payment-arrived'
  | 'acknowledgement'
  | 'remittance'
  | 'statement'
  | 'person'
  | 'closed'
  /** The workflow has run for so long that it must end; the claim stays in follow-up and a later event starts the next. */
  | 'hand-over';

/** What people have said since the claim was taken up last. */
interface Release {
  readonly isReleased: boolean;
  /** The claim is not what it was: it is checked and sent anew, whatever it waited for. */
  readonly isCorrected: boolean;
  /** What was denied and laid on the patient is billed to him. */
  readonly billsPatient: boolean;
}

function releaseOf(file: ClaimFile): Release {
  const releases = unreadMail(file, 'release');
  return {
    isReleased: releases.length > 0,
    isCorrected: releases.some(({ content }) => content.corrected),
    billsPatient: releases.some(({ content }) => content.billsPatient === true),
  };
}

/** The claim as it was before a step of it kept failing. */
function resumed(file: ClaimFile): ClaimFile {
  const { resumeAs, ...record } = file.record;
  return resumeAs === undefined ? file : { ...file, record: { ...record, ...resumeAs } };
}

function stageOf(file: ClaimFile, { isReleased, isCorrected, billsPatient }: Release): ClaimStage {
  const isSetAside = file.record.resumeAs !== undefined;
  if (isSetAside && !isReleased) return 'person';
  if (isSetAside && !isCorrected) return stageIn(resumed(file));
  if (isReleased && isWaitingForPerson(file)) {
    return (billsPatient || isHeldAfterPayment(file)) && !isCorrected ? 'statement' : 'eligibility';
  }
  return stageIn(file);
}

/** Where the claim stands when nobody has released it. */
function stageIn(file: ClaimFile): ClaimStage {
  const { status } = file.record;
  const submission = currentSubmission(file);
  const hasPayment = unreadMail(file, 'remittance').length > 0;
  const hasAcknowledgement = decisiveAcknowledgements(file).length > 0;
  if (status === 'voided' && !hasPayment && !hasAcknowledgement && !hasDecisiveVoid(file)) {
    return billedToPatient(file) === 0 ? 'closed' : 'statement';
  }
  const isBegunAnew = submission === undefined || submission.round < file.record.round;
  // Released and not yet sent again: what came for an earlier attempt has time until it is.
  if (status === 'in-process' && isBegunAnew) return 'eligibility';
  if (hasPayment) return 'payment-arrived';
  if (hasAcknowledgement) return 'acknowledgement-arrived';
  if (status === 'closed') return hasDecisiveVoid(file) ? 'payment-arrived' : 'closed';
  if (status === 'voided') return 'payment-arrived';
  if (isWaitingForPerson(file)) return hasDecisiveVoid(file) ? 'payment-arrived' : 'person';
  if (status === 'paid' || status === 'patient-responsibility') return 'statement';
  if (isBegunAnew) return 'eligibility';
  return submission.status === 'accepted' ? 'remittance' : 'acknowledgement';
}

/** Takes note of what people have said: goes on where a step had failed, settles, or begins the next round. */
function readRelease(file: ClaimFile, change: ClaimChange, release: Release, today: string): void {
  const { isReleased, isCorrected, billsPatient } = release;
  change.markRead(unreadMail(file, 'release'));
  if (!isReleased || !isWaitingForPerson(file)) return;
  if (file.record.resumeAs !== undefined) {
    change.resume();
    change.say('taken up again where a step had failed');
    if (!isCorrected) return;
  }
  if (billsPatient && !isCorrected) {
    // An answer may have come since, and have laid nothing on him.
    if (notBillable(file) === undefined) moveToPatient(file, change, today);
    return;
  }
  if (isHeldAfterPayment(file) && !isCorrected) {
    if (isHeldForNextPayer(file)) settleWithoutNextPayer(file, change, today);
    else lookAgainAtBalance(file, change);
    return;
  }
  change.moveTo('in-process');
  change.update({ round: file.record.round + 1 });
  change.closeWork();
  change.say('taken up again after a person released it');
}

/** Finds where the claim stands, so that a workflow can start anywhere; takes note of a person's release. */
export async function takeUpClaim(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<ClaimStage | 'superseded'> {
  const outcome = await claimStep(scope, services, step, (file, change): ClaimStage => {
    const today = todayIso(services);
    const release = releaseOf(file);
    const stage = stageOf(file, release);
    if (file.wait?.kind === 'person') change.endWait();
    readRelease(file, change, release, today);
    if (stage === 'closed') {
      // An acknowledgement that comes so late says nothing any more.
      change.markRead(unreadMail(file, 'acknowledgement'));
      change.update({ workflow: 'ended' });
    }
    const isTooOld = plusDays(file.record.generationBegan.slice(0, 10), workflowDays) <= today;
    if (stage !== 'person' || !isTooOld) return stage;
    if (file.record.workflow === 'ended') return 'hand-over';
    change.update({ workflow: 'ended' });
    change.say('its workflow has ended; the claim stays in follow-up');
    return 'hand-over';
  });
  if (outcome === 'hand-over' || outcome === 'closed') await startIfMailCame(scope, services, step.claimId);
  return outcome;
}
