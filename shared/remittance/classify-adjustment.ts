import type { Account } from '../ledger/index.ts';
import type { Adjustment, LinePayment } from './remittance.ts';

interface AdjustmentRule {
  readonly account: Account;
  /** The sentence that explains it to a biller. */
  readonly says: string;
  matches(adjustment: Adjustment, part: AdjudicatedPart): boolean;
}

type Line = Pick<LinePayment, 'charge' | 'paid' | 'adjustments' | 'bundledInto'>;

/** What an adjustment stands beside: a line, or what a claim carries beside its lines. */
export interface AdjudicatedPart extends Line {
  readonly serviceLines?: readonly Line[];
}

const patientShares = new Set(['1', '2', '3']);
/** CARCs that reduce a charge to what was agreed and deny nothing, even where they leave nothing to pay. */
const agreedReductions = new Set([
  ...['24', '44', '45', '59', '94', '103', '104', '118', '131', '132', '144', '237', '246', '253', 'P12'],
]);

/** PR-1, PR-2, PR-3: what was allowed and is the patient's part. */
const isShare = ({ group, reasonCode }: Adjustment): boolean => group === 'PR' && patientShares.has(reasonCode);

/** A share that is told to be nothing is none; one that was drawn to nothing had been allowed. */
const isAllowed = (adjustment: Adjustment): boolean =>
  isShare(adjustment) && (adjustment.amount !== 0 || adjustment.isDrawn === true);

/** Left open for a next payer, though not for the patient: by a remark beside it, or as CARC 209. */
export function isForNextPayer(adjustment: Adjustment): boolean {
  return adjustment.reasonCode === '209' || (adjustment.isProtected === true && isShare(adjustment));
}

/** Whether a reason raises what is paid for the part; a part that is reversed has the opposite signs. */
function isBelowZero({ group, reasonCode }: Adjustment, { charge, paid, adjustments }: AdjudicatedPart): boolean {
  const same = adjustments.filter((each) => each.group === group && each.reasonCode === reasonCode);
  const sum = same.reduce((total, { amount }) => total + amount, 0);
  const direction = Math.sign(charge) || Math.sign(paid);
  // Where all comes to nothing a reversal can't be told from what it takes back: both go the same way.
  return direction === 0 ? sum !== 0 : sum * direction < 0;
}

/** What was paid from an account of the patient for such expenses (HRA, FSA, HSA). */
const ofSpendingAccount = '187';

/** What the same payer has paid for the line before, and pays on now: that payment is booked already. */
export function isPaidBefore({ reasonCode }: Adjustment, part: AdjudicatedPart): boolean {
  return reasonCode === 'B13' && isPaid(part);
}

/**
 * CARCs that deny a part of a line beside what is paid for it: units, days, necessity, authorization, a benefit used up,
 * coverage that has ended, a claim that came too late.
 * Left out are those that make a line a part of another one, and reductions that follow from the payment.
 */
const deniedInPart = new Set([
  ...['27', '29', '35', '50', '119', '149', '150', '151', '152', '153', '154', '197', '198', '222', '272', '273'],
]);

/** Where an adjusted amount goes: the first rule that matches. Denied amounts are never written off by posting. */
export const adjustmentRules: readonly AdjustmentRule[] = [
  {
    account: 'receivable:payer',
    says: 'what the patient may not be asked for stays open for a next payer (209; PR-1, PR-2, PR-3 beside N781, N782, N783)',
    matches: isForNextPayer,
  },
  {
    account: 'receivable:patient',
    says: 'deductible, coinsurance and copayment are owed by the patient (PR-1, PR-2, PR-3)',
    matches: isShare,
  },
  {
    account: 'receivable:patient',
    says: 'what his spending account has paid (187), and what a payer gives back to him (PR), is below zero and lowers what he owes',
    matches: (adjustment, part) =>
      (adjustment.group === 'PR' || adjustment.reasonCode === ofSpendingAccount) && isBelowZero(adjustment, part),
  },
  {
    account: 'receivable:follow-up',
    says: 'any other amount laid on the patient waits until somebody has looked at it',
    matches: ({ group }) => group === 'PR',
  },
  {
    account: 'receivable:payer',
    says: 'what the payer has paid before stands with that payment (B13 on a line that was paid)',
    matches: isPaidBefore,
  },
  {
    account: 'adjustments',
    says: 'a reduction to the agreed amount is given up',
    matches: ({ reasonCode }) => agreedReductions.has(reasonCode),
  },
  {
    account: 'adjustments',
    says: 'any other reduction below zero gives back of what was given up, and denies nothing',
    matches: isBelowZero,
  },
  {
    account: 'adjustments',
    says: "an earlier payer's payment and adjustments are not ours to collect here (OA-23)",
    matches: ({ group, reasonCode }) => group === 'OA' && reasonCode === '23',
  },
  {
    account: 'receivable:follow-up',
    says: 'units, days, necessity, authorization, a benefit used up, coverage ended or a claim too late: denied, also in part of a line that was paid',
    matches: ({ reasonCode }) => deniedInPart.has(reasonCode),
  },
  {
    account: 'adjustments',
    says: 'on a line that was paid, the rest of the reductions is given up',
    matches: (_adjustment, part) => isPaid(part),
  },
  {
    account: 'receivable:follow-up',
    says: 'on a line that was not paid, the amount was denied and waits in follow-up',
    matches: () => true,
  },
];

/** By itself or as a part of another line, or allowed and left to the patient. */
function isPaid({ paid, bundledInto, adjustments, serviceLines = [] }: AdjudicatedPart): boolean {
  return paid !== 0 || bundledInto !== undefined || adjustments.some(isAllowed) || serviceLines.some(isPaid);
}

export function accountFor(adjustment: Adjustment, part: AdjudicatedPart): Account {
  const rule = adjustmentRules.find(({ matches }) => matches(adjustment, part));
  return rule?.account ?? 'receivable:follow-up';
}
