import type { EligibilityAnswer } from '../eligibility/index.ts';
import type { Items, Write } from '../ports/index.ts';
import { keys } from './keys.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** A question to a payer that belongs to no claim, and what it answered. The 270 and the 271 are objects. */
export interface EligibilityCheck extends PracticeScope {
  readonly checkId: string;
  readonly payerId: string;
  /** ISO date, and ISO date and time. */
  readonly serviceDate: string;
  readonly askedAt: string;
  /** `not-asked`: the clearinghouse answers no such questions. */
  readonly status: 'answered' | 'not-asked';
  readonly answer?: EligibilityAnswer;
}

export function eligibilityCheckWrites(check: EligibilityCheck): readonly Write[] {
  const { practiceId, checkId } = check;
  return [
    { put: storedItem(keys.eligibilityCheck({ practiceId }, checkId), check), if: 'absent' },
    { put: storedItem(keys.eligibilityRoute(checkId), { practiceId }), if: 'absent' },
  ];
}

export async function readEligibilityCheck(items: Items, checkId: string): Promise<EligibilityCheck | undefined> {
  const route = await items.get(keys.eligibilityRoute(checkId));
  const item = route && (await items.get(keys.eligibilityCheck(bodyOf<PracticeScope>(route), checkId)));
  return item && bodyOf<EligibilityCheck>(item);
}
