import { type Finding, patientControlNumber, payerOf } from '../claims/index.ts';
import { scrub } from '../edits/index.ts';
import { findProblemsBeforeSending, type SourceClaim837 } from '../exchange/index.ts';
import { type ClaimRecord, type PracticeScope, sourceOfClaim } from '../repositories/index.ts';
import { claimsWithSameServices } from './billed-services.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { hold } from './hold.ts';
import { type Services, todayIso } from './services.ts';

/** A rule of the guide that an upload breaks. What is left of it after a correction is found before sending. */
const brokenRule = 'x12-rule-broken';

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
    const edited = scrub(record.claim, {
      today: todayIso(services),
      timelyFilingDays: payerOf(services.configuration, record.claim.payer.payerId).timelyFilingDays,
      alreadyBilled: await claimsWithSameServices(scope, services, record),
    });
    const stops = ({ code, severity }: Finding): boolean => severity === 'error' && !record.released.includes(code);
    // The guide has the last word: it would only say again, in its own terms, what an edit has found.
    const fromSource = record.sourceFindings.filter(({ code }) => code !== brokenRule || !edited.some(stops));
    const found = [...fromSource, ...edited];
    const findings = found.some(stops) ? found : [...found, ...(await guideFindings(scope, services, record))];
    const reasons = findings.filter(stops);
    if (reasons.length > 0) {
      hold(change, 'held', reasons);
      return 'held';
    }
    change.moveTo('in-process');
    change.say('scrubbed', findings.length === 0 ? 'nothing found' : findings.map(said).join(' '));
    return 'clean';
  });
}

/** `subscriber.lastName: … Ü → U.` */
function said({ field, message }: Finding): string {
  return field === undefined ? message : `${field}: ${message}`;
}

/** What a receiver's 999 would have against the claim as it leaves. */
async function guideFindings(
  scope: PracticeScope,
  { items }: Services,
  { claimId, claim, round }: ClaimRecord,
): Promise<readonly Finding[]> {
  const source = (await sourceOfClaim(items, scope, claimId)) as SourceClaim837 | undefined;
  return findProblemsBeforeSending({
    patientControlNumber: patientControlNumber(claimId, round),
    claim,
    ...(source === undefined ? {} : { source }),
  });
}
