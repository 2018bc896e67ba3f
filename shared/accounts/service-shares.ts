import type { Claim } from '../claims/index.ts';
import type { JournalEntry } from '../ledger/index.ts';
import { asCents, type Cents, zeroCents } from '../money.ts';
import {
  accountFor,
  type ClaimPayment,
  type LinePayment,
  type PositionOf,
  servicePlaces,
} from '../remittance/index.ts';

/** How a charge is divided: charge − insurancePaid − adjustments − pending = youOwe. */
export interface ServiceShares {
  readonly charge: Cents;
  readonly insurancePaid: Cents;
  /** Given up: under the contract with the payer, or by us. */
  readonly adjustments: Cents;
  /** Not settled with the payer yet; nobody asks the patient for it. */
  readonly pending: Cents;
  readonly youOwe: Cents;
}

const settled = ['insurancePaid', 'adjustments', 'youOwe'] as const;
type Settled = (typeof settled)[number];
type Share = { -readonly [Key in keyof ServiceShares]: Cents };

function settle(share: Share, column: Settled, amount: number): void {
  share[column] = asCents(share[column] + amount);
  share.pending = asCents(share.pending - amount);
}

/** What the patient is billed for, by group and reason. */
function billedByReason(journal: readonly JournalEntry[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { account, amount, reason = '' } of journal.flatMap(({ postings }) => postings)) {
    if (account === 'receivable:patient') sums.set(reason, (sums.get(reason) ?? 0) + amount);
  }
  return sums;
}

function settleLine(share: Share, answer: LinePayment, billed: Map<string, number>): void {
  settle(share, 'insurancePaid', answer.paid);
  for (const adjustment of answer.adjustments) {
    const account = accountFor(adjustment, answer);
    if (account === 'adjustments') settle(share, 'adjustments', adjustment.amount);
    if (account === 'receivable:patient') settle(share, 'youOwe', adjustment.amount);
    if (account !== 'receivable:follow-up') continue;
    // What was denied and laid on him is his as far as a person has billed him for it.
    const reason = `${adjustment.group}-${adjustment.reasonCode}`;
    const left = billed.get(reason) ?? 0;
    const his = Math.max(0, Math.min(adjustment.amount, left));
    billed.set(reason, left - his);
    settle(share, 'youOwe', his);
  }
}

/** Adds to what is pending, or takes from what has it, line by line; answers what found no place. */
function spread(shares: readonly Share[], column: Settled, amount: number): number {
  return shares.reduce((left, share) => {
    const portion =
      left > 0 ? Math.min(left, Math.max(share.pending, 0)) : -Math.min(-left, Math.max(share[column], 0));
    settle(share, column, portion);
    return left - portion;
  }, amount);
}

/**
 * Each line's part in what the ledger says of the claim. What a payer or a person decided for the claim as a whole, or
 * for a service that we did not bill, is spread over the lines in their order.
 */
export function serviceShares(
  {
    claim,
    payments,
    positionOf,
    journal,
  }: {
    readonly claim: Claim;
    readonly payments: readonly ClaimPayment[];
    readonly positionOf: PositionOf;
    readonly journal: readonly JournalEntry[];
  },
  totals: ServiceShares,
): readonly ServiceShares[] {
  const shares: Share[] = claim.serviceLines.map((line) => {
    // Of a voided claim no service is charged any more.
    const charge = totals.charge === 0 ? zeroCents : line.charge;
    return { charge, insurancePaid: zeroCents, adjustments: zeroCents, pending: charge, youOwe: zeroCents };
  });
  const billed = billedByReason(journal);
  for (const { serviceLines } of payments) {
    const places = servicePlaces(claim, serviceLines, positionOf, (place) => shares[place]?.pending !== 0);
    for (const [index, answer] of serviceLines.entries()) {
      const share = shares[places[index] ?? -1];
      if (share !== undefined) settleLine(share, answer, billed);
    }
  }
  const stillToSpread = settled.map((column) => {
    const sum = shares.reduce((total, share) => total + share[column], 0);
    return { column, amount: totals[column] - sum };
  });
  // What is taken back comes first: it makes room for what is added.
  for (const { column, amount } of stillToSpread.toSorted(
    (left, right) => Number(right.amount < 0) - Number(left.amount < 0),
  )) {
    spread(shares, column, amount);
  }
  return shares;
}
