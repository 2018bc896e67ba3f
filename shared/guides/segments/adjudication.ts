import type { Cents } from '../../money.ts';
import {
  an,
  composite,
  decimal,
  el,
  externalCode,
  type FindingSegmentRule,
  type HoldingSegmentRule,
  id,
  money,
  opt,
  segment,
  series,
  unused,
  whole,
} from '../../x12/notation.ts';
import { isDigits, isHcpcs } from './forms.ts';
import { list } from './list.ts';
import { givenIs } from './rules.ts';

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

interface Procedure {
  readonly qualifier: string;
  readonly code: string;
}

/** The rule for a procedure of HCPCS, which CPT is a part of. */
export function hcpcsFormed<const Name extends string>(
  at: Name,
): HoldingSegmentRule<{ readonly [Key in Name]?: Procedure }> {
  return {
    says: 'a HCPCS code has five letters and digits, as in 99213, 0001F or J1885, and is one that there is',
    at: `${at}.code`,
    level: 'code-set',
    given: givenIs(at),
    holds: ({ [at]: procedure }, { codes }) =>
      procedure?.qualifier !== 'HC' || (isHcpcs(procedure.code) && codes?.('hcpcs', procedure.code) !== false),
  };
}

/** The rule for revenue that takes the place of a procedure. */
export function revenueFormed<const Name extends string>(
  at: Name,
): HoldingSegmentRule<{ readonly [Key in Name]?: Procedure }> {
  return {
    says: 'a revenue code (NU) has four digits, and is one that there is',
    at: `${at}.code`,
    level: 'code-set',
    given: givenIs(at),
    holds: ({ [at]: procedure }, { codes }) =>
      procedure?.qualifier !== 'NU' ||
      (isDigits(procedure.code, 4) && codes?.('revenue-code', procedure.code) !== false),
  };
}

/** The rule for the department whose revenue a service is, beside its procedure. */
export const revenueCoded: HoldingSegmentRule<{ readonly revenueCode?: string }> = {
  says: 'a revenue code has four digits, zeros before it where it is shorter',
  at: 'revenueCode',
  level: 'code-set',
  given: givenIs('revenueCode'),
  holds: ({ revenueCode = '' }) => isDigits(revenueCode, 4),
};

/** Why the amount paid differs from the charge: the group says who bears it, each adjustment says why. */
export const CAS = segment(
  'CAS',
  [
    el('group', id('CO', 'CR', 'OA', 'PI', 'PR')),
    series('adjustments', 6, [
      el('reason', externalCode(1, 5, 'carc')),
      el('amount', money),
      opt('quantity', decimal(1, 15)),
    ]),
  ],
  {
    says: 'a reason is one to three digits without leading zeros, or a letter and one or two digits',
    level: 'code-set',
    faults: ({ adjustments }) =>
      adjustments.every(({ reason }) => carc.test(reason))
        ? []
        : adjustments.flatMap(({ reason }, index) => (carc.test(reason) ? [] : `adjustments.${index}.reason`)),
  },
  {
    says: 'an adjustment adjusts something: neither its amount nor its quantity is zero',
    level: 'situation',
    faults: ({ adjustments }) =>
      adjustments.every(({ amount, quantity }) => amount !== 0 && quantity !== 0)
        ? []
        : adjustments.flatMap(({ amount, quantity }, index) => [
            ...(amount === 0 ? [`adjustments.${index}.amount`] : []),
            ...(quantity === 0 ? [`adjustments.${index}.quantity`] : []),
          ]),
  },
  {
    says: 'a group gives each of its reasons once, with the whole amount',
    level: 'situation',
    forbids: 'element',
    faults: ({ adjustments }) =>
      adjustments.length < 2
        ? []
        : repeats(adjustments.map(({ reason }) => reason)).map((index) => `adjustments.${index}.reason`),
  },
);

/** Positions, from 0, of what stands in a list for the second time. */
export function repeats(values: readonly unknown[]): number[] {
  const repeated: number[] = [];
  if (values.length > fewValues) {
    const known = new Set<unknown>();
    for (const [index, value] of values.entries()) if (known.size === known.add(value).size) repeated.push(index);
    return repeated;
  }
  for (let index = 1; index < values.length; index++) {
    if (values.indexOf(values[index]) < index) repeated.push(index);
  }
  return repeated;
}

/** Up to so many, to compare each with each makes nothing and is soon done. */
const fewValues = 16;

const carc = /^(?:[1-9]\d{0,2}|[A-Z]\d{1,2})$/;
const rarc = /^(?:M[1-9]\d{0,2}|MA\d{2,3}|N[1-9]\d{0,2})$/;

/** The rule for remark codes of MIA and MOA, at the places where they are. */
function remarksFormed<Value>(
  remarksOf: (value: Value) => readonly (readonly [path: string, code: string])[],
): FindingSegmentRule<Value> {
  return {
    says: 'a remark is M, MA or N and a number',
    level: 'code-set',
    faults: (value) => remarksOf(value).flatMap(([path, code]) => (rarc.test(code) ? [] : path)),
  };
}

/** A segment of adjustments, whatever else it says: CAS or PLB. */
export interface Adjustments {
  readonly adjustments: readonly { readonly amount: Cents }[];
}

/** The sum for comparing. Amounts beyond all reason differ from it; they are no reason to throw. */
export function total(amounts: readonly Cents[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

export function adjusted(segments: readonly Adjustments[]): number {
  let sum = 0;
  for (const { adjustments } of segments) for (const { amount } of adjustments) sum += amount;
  return sum;
}

/** Remarks of an outpatient or professional adjudication. */
export const MOA = segment(
  'MOA',
  [
    opt('reimbursementRate', decimal(1, 10)),
    opt('hcpcsPayable', money),
    list('remarks', 5, externalCode(1, 50, 'rarc')),
    opt('endStageRenalPayment', money),
    opt('nonpayableProfessionalComponent', money),
  ],
  remarksFormed(({ remarks }) => remarks.map((code, index) => [`remarks.${index}`, code])),
);

/** Remarks and amounts of an inpatient adjudication. */
export const MIA = segment(
  'MIA',
  [
    el('coveredDays', decimal(1, 15)),
    opt('operatingOutlier', money),
    opt('lifetimePsychiatricDays', decimal(1, 15)),
    opt('drg', money),
    opt('remark', externalCode(1, 50, 'rarc')),
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
    list('moreRemarks', 4, externalCode(1, 50, 'rarc')),
    opt('capitalException', money),
  ],
  remarksFormed(({ remark, moreRemarks }) => [
    ...(remark === undefined ? [] : [['remark', remark] as const]),
    ...moreRemarks.map((code, index) => [`moreRemarks.${index}`, code] as const),
  ]),
);

/** What another payer paid for a service line. */
export const SVD = segment(
  'SVD',
  [
    el('payer', an(2, 80)),
    el('paid', money),
    el('procedure', procedure('ER', 'HC', 'IV', 'WK')),
    unused,
    el('unitsPaid', decimal(1, 15)),
    opt('bundledLine', whole(1, 6)),
  ],
  hcpcsFormed('procedure'),
);

export const LQ = segment('LQ', [el('list', externalCode(1, 3)), el('code', an(1, 30))], {
  says: 'a remark is M, MA or N and a number, and one that there is',
  at: 'code',
  level: 'code-set',
  // Remittance advice remark codes.
  given: { list: ['HE'] },
  holds: ({ code }, { codes }) => rarc.test(code) && codes?.('rarc', code) !== false,
});
