import { type Finding, findingText, payerNotConfigured, payerOf } from '../claims/index.ts';
import { findingsBeforeSending } from '../exchange/index.ts';
import type { PracticeScope } from '../repositories/index.ts';
import { claimsWithSameServices } from './billed-services.ts';
import { theirNumberOfAnother } from './claim-of-their-number.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { hold } from './hold.ts';
import { npiNotOfPractice } from './npi-of-practice.ts';
import { outgoingClaim } from './outgoing-claim.ts';
import { type Services, todayIso } from './services.ts';
import { nextFrequency } from './submit-claim.ts';

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
    const { configuration } = services;
    const { payerId } = record.claim.payer;
    const context = {
      today: todayIso(services),
      timelyFilingDays: payerOf(configuration, payerId).timelyFilingDays,
      sentAs: nextFrequency(file, services).claimFrequencyCode,
      alreadyBilled: await claimsWithSameServices(scope, services, file),
      namedOfAnother: await theirNumberOfAnother(scope, services, record),
      payerNotConfigured: payerNotConfigured(configuration, scope.practiceId, payerId),
      npiNotOfPractice: await npiNotOfPractice(scope, services, record),
    };
    const stops = ({ code, severity }: Finding): boolean => severity === 'error' && !record.released.includes(code);
    const outgoing = await outgoingClaim(services.items, scope, record);
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
