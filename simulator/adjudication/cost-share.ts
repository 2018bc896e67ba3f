import { type Cents, zeroCents } from '../../shared/money.ts';
import type { Benefits } from '../configuration.ts';
import { type BilledClaim, less, lesser, percentOf } from './line.ts';

/** What of one line's allowed amount the patient pays. */
export interface CostShare {
  readonly deductible: Cents;
  readonly copay: Cents;
  readonly coinsurance: Cents;
}

/** The copay of the visit: of the first entry that fits the place of service and one of the procedures. */
export function copayFor(claim: BilledClaim, { copays }: Benefits): Cents {
  const copay = copays.find(
    ({ placeOfServiceCodes, procedureCodes }) =>
      (placeOfServiceCodes === undefined || placeOfServiceCodes.includes(claim.placeOfServiceCode)) &&
      (procedureCodes === undefined || claim.lines.some((line) => procedureCodes.includes(line.procedureCode))),
  );
  return copay?.amount ?? zeroCents;
}

/**
 * Line after line the deductible is taken first, then the copay of the visit as far as the line has room, and then
 * coinsurance of what is left.
 */
export function shareCosts(
  allowed: readonly Cents[],
  plan: { readonly coinsurancePercent: number; readonly deductibleLeft: Cents; readonly copay: Cents },
): CostShare[] {
  let { deductibleLeft, copay: copayLeft } = plan;
  return allowed.map((amount) => {
    const deductible = lesser(amount, deductibleLeft);
    const copay = lesser(less(amount, deductible), copayLeft);
    deductibleLeft = less(deductibleLeft, deductible);
    copayLeft = less(copayLeft, copay);
    return { deductible, copay, coinsurance: percentOf(less(amount, deductible, copay), plan.coinsurancePercent) };
  });
}
