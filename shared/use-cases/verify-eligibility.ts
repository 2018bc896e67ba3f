import { type Finding, servicePeriod } from '../claims/index.ts';
import type { EligibilityAnswer } from '../eligibility/index.ts';
import { readEligibilityAnswer, writeEligibilityInquiry } from '../exchange/index.ts';
import { NotOffered } from '../ports/index.ts';
import type { PracticeScope } from '../repositories/index.ts';
import { type ClaimStep, claimStep } from './claim-step.ts';
import { hold } from './hold.ts';
import { nowIso, type Services } from './services.ts';

const notCovered = {
  inactive: {
    code: 'coverage-inactive',
    severity: 'error',
    field: 'subscriber.memberId',
    message:
      'The payer says that the coverage was not active on the day of service: correct the member id or the payer, or release the claim to send it nevertheless.',
  },
  'patient-not-found': {
    code: 'patient-not-found',
    severity: 'error',
    field: 'subscriber.memberId',
    message:
      'The payer does not know this patient: correct the member id, name or date of birth, or release the claim to send it nevertheless.',
  },
} as const satisfies Partial<Record<EligibilityAnswer['coverage'], Finding>>;

function problemOf({ coverage, coveredUntil, coveredFrom }: EligibilityAnswer): Finding | undefined {
  if (coverage === 'active' || coverage === 'unknown') return undefined;
  const says = [coveredUntil && `until ${coveredUntil}`, coveredFrom && `from ${coveredFrom} on`].filter(Boolean);
  if (says.length === 0) return notCovered[coverage];
  return {
    ...notCovered[coverage],
    message: `The payer says that the coverage is active ${says.join(' and ')}, not on the day of service: correct the date of service, the member id or the payer, or release the claim to send it nevertheless.`,
  };
}

/**
 * Asks the payer (270, 271) whether the patient was covered on the day of service. A payer or a clearinghouse
 * that can't say holds nothing up. Asking again sends the same bytes.
 */
export function verifyEligibility(
  scope: PracticeScope,
  services: Services,
  step: ClaimStep,
): Promise<'covered' | 'held' | 'superseded'> {
  return claimStep(scope, services, step, async (file, change) => {
    const { claim, claimId, released, round, eligibility, status } = file.record;
    if (eligibility?.round === round) return status === 'held' ? 'held' : 'covered';
    const { from } = servicePeriod(claim);
    const inquiry = writeEligibilityInquiry({
      tradingPartners: services.configuration.tradingPartners,
      claim,
      serviceDate: from,
      controlNumber: controlNumberFrom(services.ids.derive(8, '270', claimId, String(round))),
      traceNumber: services.ids.derive(15, 'eligibility', claimId, String(round)),
      at: nowIso(services),
    });
    if (inquiry === undefined || claim.subscriber.memberId === '') {
      // Nobody can be asked about nobody; the scrub says what is missing.
      change.update({ eligibility: { coverage: 'unknown', rejectCodes: [], round } });
      return 'covered';
    }
    const archive = `edi/eligibility/${claimId}-${round}`;
    const asked = await keepText(services, `${archive}.270`, inquiry);
    const response = await askUnlessNotOffered(services, asked);
    if (response === undefined) {
      change.update({ eligibility: { coverage: 'unknown', rejectCodes: [], round } });
      change.moveTo('in-process');
      change.say('coverage unknown, going on', 'the clearinghouse answers no eligibility questions');
      return 'covered';
    }
    const answer = readEligibilityAnswer(await keepText(services, `${archive}.271`, response), from);

    change.update({ eligibility: { ...answer, round } });
    const problem = problemOf(answer);
    if (problem === undefined || released.includes(problem.code)) {
      change.moveTo('in-process');
      change.say(answer.coverage === 'active' ? 'coverage verified' : `coverage ${answer.coverage}, going on`);
      return 'covered';
    }
    hold(change, 'held', [problem]);
    return 'held';
  });
}

/** The 271; undefined when this clearinghouse answers no such questions. */
export async function askUnlessNotOffered(
  { clearinghouse }: Services,
  inquiry270: string,
): Promise<string | undefined> {
  try {
    return await clearinghouse.askEligibility(inquiry270);
  } catch (problem) {
    if (problem instanceof NotOffered) return undefined;
    throw problem;
  }
}

/** Stores the text unless there is one from before a crash; answers what is stored. */
export async function keepText({ objects }: Services, key: string, text: string): Promise<string> {
  if ((await objects.putIfAbsent(key, text)) !== 'exists-different') return text;
  const kept = await objects.get(key);
  return kept === undefined ? text : new TextDecoder().decode(kept);
}

/** Nine digits from a derived id: an interchange of one question needs no counter. */
export function controlNumberFrom(id: string): number {
  let number = 0;
  for (const character of id) number = (number * 32 + character.charCodeAt(0)) % 999_999_999;
  return number + 1;
}
