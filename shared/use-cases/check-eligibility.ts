import type { Claim } from '../claims/index.ts';
import { readEligibilityAnswer, writeEligibilityInquiry } from '../exchange/index.ts';
import { type EligibilityCheck, eligibilityCheckWrites, type PracticeScope } from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';
import { nowIso, type Services } from './services.ts';
import { askUnlessNotOffered, controlNumberFrom, keepText } from './verify-eligibility.ts';

/** Who is asked about whom: what a claim would say of it. */
export interface EligibilityQuestion {
  readonly claim: Pick<Claim, 'billingProvider' | 'payer' | 'subscriber' | 'dependent'>;
  /** ISO date. */
  readonly serviceDate: string;
  /** Tells two questions of the same moment apart. */
  readonly key: string;
}

/**
 * Asks a payer whether a patient is covered on a day, for no claim: stores 270, 271 and what was answered. `unaskable`:
 * what is given is not enough, or says it in characters that X12 lacks.
 */
export async function checkEligibility(
  scope: PracticeScope,
  services: Services,
  { claim, serviceDate, key }: EligibilityQuestion,
): Promise<Result<EligibilityCheck, 'unaskable'>> {
  const { ids, items, configuration } = services;
  const at = nowIso(services);
  const checkId = ids.derive(20, 'eligibility-check', scope.practiceId, at, key);
  const inquiry = writeEligibilityInquiry({
    tradingPartners: configuration.tradingPartners,
    claim,
    serviceDate,
    controlNumber: controlNumberFrom(ids.derive(8, '270', checkId)),
    traceNumber: checkId.slice(0, 15),
    at,
  });
  if (inquiry === undefined || claim.subscriber.memberId === '') return failed('unaskable');
  const archive = `edi/eligibility/${checkId}`;
  const response = await askUnlessNotOffered(services, await keepText(services, `${archive}.270`, inquiry));
  const answer = response && readEligibilityAnswer(await keepText(services, `${archive}.271`, response), serviceDate);
  const check: EligibilityCheck = {
    practiceId: scope.practiceId,
    checkId,
    payerId: claim.payer.payerId,
    serviceDate,
    askedAt: at,
    status: answer === undefined ? 'not-asked' : 'answered',
    ...(answer && { answer }),
  };
  // The same question at the same moment is the same check.
  await items.transact(eligibilityCheckWrites(check));
  return ok(check);
}
