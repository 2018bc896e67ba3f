import type { JournalEntry } from '../ledger/index.ts';
import { asCents, type Cents } from '../money.ts';

/** A part of what a patient owes, and why. */
export interface OwedBecause {
  readonly title: string;
  readonly explanation: string;
  readonly amount: Cents;
}

interface Reason {
  /** Group code and CARC of the posting; any other when absent. */
  readonly codes?: readonly string[];
  readonly title: string;
  readonly explanation: string;
}

const reasons: readonly Reason[] = [
  {
    codes: ['PR-1', 'PR-66'],
    title: 'Deductible',
    explanation: 'What you pay for care each year before your plan starts to pay.',
  },
  {
    codes: ['PR-2'],
    title: 'Coinsurance',
    explanation: 'Your share of the price that your plan allows. Your plan pays the rest.',
  },
  {
    codes: ['PR-3'],
    title: 'Copay',
    explanation: 'The fixed amount that your plan asks you to pay for a visit.',
  },
  {
    codes: ['PR-96', 'PR-204', 'PR-49', 'PR-50', 'PR-119', 'PR-149'],
    title: 'Not covered',
    explanation: 'Your plan does not cover this service, or its limit for the service is used up.',
  },
  {
    codes: ['PR-26', 'PR-27', 'PR-31'],
    title: 'No coverage on that day',
    explanation: 'Your plan says that you were not insured with it on the day of the service.',
  },
  {
    codes: ['OA-187', 'PR-187', 'CO-187', 'PI-187'],
    title: 'Paid from your account',
    explanation: 'Your health spending account has paid this much of your part.',
  },
  {
    title: 'Your part',
    explanation: 'Your plan says that this part is yours to pay. Call us if you would like to know more.',
  },
];

/** What the patient owes by reason, in the order of the table. The reason of a posting is its group code and CARC. */
export function owedBecause(journal: readonly JournalEntry[]): readonly OwedBecause[] {
  const amounts = new Map<Reason, number>();
  for (const { postings } of journal) {
    for (const posting of postings) {
      if (posting.account !== 'receivable:patient') continue;
      const reason = reasons.find(({ codes }) => codes === undefined || codes.includes(posting.reason ?? ''));
      if (reason !== undefined) amounts.set(reason, (amounts.get(reason) ?? 0) + posting.amount);
    }
  }
  return reasons.flatMap((reason) => {
    const amount = amounts.get(reason) ?? 0;
    return amount === 0 ? [] : [{ title: reason.title, explanation: reason.explanation, amount: asCents(amount) }];
  });
}
