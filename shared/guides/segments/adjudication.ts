import type { Cents } from '../../money.ts';
import {
  an,
  composite,
  decimal,
  el,
  externalCode,
  id,
  money,
  opt,
  segment,
  series,
  unused,
  whole,
} from '../../x12/notation.ts';
import { list } from './list.ts';

/** A procedure, drug or revenue code, of the code set that its qualifier names, with up to four modifiers. */
export function procedure<const Qualifier extends string>(...qualifiers: Qualifier[]) {
  return composite(
    el('qualifier', id(...qualifiers)),
    el('code', an(1, 48)),
    list('modifiers', 4, an(2, 2)),
    opt('description', an(1, 80)),
    unused,
  );
}

/** Why the amount paid differs from the charge: the group says who bears it, each adjustment says why. */
export const CAS = segment('CAS', [
  el('group', id('CO', 'CR', 'OA', 'PI', 'PR')),
  series('adjustments', 6, [el('reason', externalCode(1, 5)), el('amount', money), opt('quantity', decimal(1, 15))]),
]);

/** A segment of adjustments, whatever else it says: CAS or PLB. */
export interface Adjustments {
  readonly adjustments: readonly { readonly amount: Cents }[];
}

/** The sum for comparing. Amounts beyond all reason differ from it; they are no reason to throw. */
export function total(amounts: readonly Cents[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

export function adjusted(segments: readonly Adjustments[]): number {
  return total(segments.flatMap(({ adjustments }) => adjustments.map(({ amount }) => amount)));
}

/** Remarks of an outpatient or professional adjudication. */
export const MOA = segment('MOA', [
  opt('reimbursementRate', decimal(1, 10)),
  opt('hcpcsPayable', money),
  list('remarks', 5, externalCode(1, 50)),
  opt('endStageRenalPayment', money),
  opt('nonpayableProfessionalComponent', money),
]);

/** Remarks and amounts of an inpatient adjudication. */
export const MIA = segment('MIA', [
  el('coveredDays', decimal(1, 15)),
  opt('operatingOutlier', money),
  opt('lifetimePsychiatricDays', decimal(1, 15)),
  opt('drg', money),
  opt('remark', externalCode(1, 50)),
  opt('disproportionateShare', money),
  opt('secondaryPayerPassThrough', money),
  opt('capital', money),
  opt('capitalFederalSpecificDrg', money),
  opt('capitalHospitalSpecificDrg', money),
  opt('capitalDisproportionateShareDrg', money),
  opt('oldCapital', money),
  opt('capitalIndirectMedicalEducation', money),
  opt('operatingHospitalSpecificDrg', money),
  opt('costReportDays', decimal(1, 15)),
  opt('operatingFederalSpecificDrg', money),
  opt('capitalOutlier', money),
  opt('indirectTeaching', money),
  opt('nonpayableProfessionalComponent', money),
  list('moreRemarks', 4, externalCode(1, 50)),
  opt('capitalException', money),
]);

/** What another payer paid for a service line. */
export const SVD = segment('SVD', [
  el('payer', an(2, 80)),
  el('paid', money),
  el('procedure', procedure('ER', 'HC', 'IV', 'WK')),
  unused,
  el('unitsPaid', decimal(1, 15)),
  opt('bundledLine', whole(1, 6)),
]);

export const LQ = segment('LQ', [el('list', externalCode(1, 3)), el('code', an(1, 30))]);
