import { type Finding, findingText, patientControlNumber, payerOf } from '../claims/index.ts';
import { findingsBeforeSending, type OutgoingClaim, type SourceClaim837 } from '../exchange/index.ts';
import { type ClaimRecord, type PracticeScope, sourceOfClaim } from '../repositories/index.ts';
import { claimsWithSameServices } from './billed-services.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { hold } from './hold.ts';
import { type Services, todayIso } from './services.ts';

/** Runs every edit over the claim: errors that nobody has released hold it. */
export function scrubClaim(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<'clean' | 'held' | 'superseded'> {
  return claimStep(scope, services, step, async (file, change) => {
    const { record } = file;
    if (record.scrubbedRound === record.round) return record.status === 'held' ? 'held' : 'clean';
    change.update({ scrubbedRound: record.round });
    const context = {
      today: todayIso(services),
      timelyFilingDays: payerOf(services.configuration, record.claim.payer.payerId).timelyFilingDays,
      alreadyBilled: await claimsWithSameServices(scope, services, record),
    };
    const stops = ({ code, severity }: Finding): boolean => severity === 'error' && !record.released.includes(code);
    const outgoing = await outgoingClaim(scope, services, record);
    const findings = findingsBeforeSending(outgoing, record.sourceFindings, context, stops);
    const reasons = findings.filter(stops);
    if (reasons.length > 0) {
      hold(change, 'held', reasons);
      return 'held';
    }
    change.moveTo('in-process');
    change.say('scrubbed', findings.length === 0 ? 'nothing found' : findings.map(findingText).join(' '));
    return 'clean';
  });
}

async function outgoingClaim(
  scope: PracticeScope,
  { items }: Services,
  { claimId, claim, round }: ClaimRecord,
): Promise<OutgoingClaim> {
  const source = (await sourceOfClaim(items, scope, claimId)) as SourceClaim837 | undefined;
  return {
    patientControlNumber: patientControlNumber(claimId, round),
    claim,
    ...(source === undefined ? {} : { source }),
  };
}
