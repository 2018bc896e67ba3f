import type { Claim } from '../claims/index.ts';
import { balances, type JournalEntry, journalEntry, transfer, whereTheMoneyStands } from '../ledger/index.ts';
import { asCents, type Cents, zeroCents } from '../money.ts';
import type { ClaimFile } from '../repositories/index.ts';
import { lastAdjudicated } from './submit-claim.ts';

/**
 * What a claim bills. A void bills nothing: it takes an earlier claim back. Where the claim itself was
 * adjudicated before, it voids that, which stays billed until the payer has accepted the void.
 */
function billedCharge(claim: Claim, submissions: ClaimFile['submissions']): Cents {
  const isVoid = claim.claimFrequencyCode === '8' && lastAdjudicated(submissions, claim.payer.payerId) === undefined;
  return isVoid ? zeroCents : claim.totalCharge;
}

/** Books what a claim bills when it is opened. */
export function chargeEntry(claim: Claim, date: string): JournalEntry {
  return journalEntry('charge', date, transfer(billedCharge(claim, []), 'revenue', 'receivable:payer'));
}

/** Books the difference between what the corrected claim bills and what was billed. Undefined where there is none. */
export function chargeCorrection(
  { journal, submissions }: Pick<ClaimFile, 'journal' | 'submissions'>,
  corrected: Claim,
  date: string,
): JournalEntry | undefined {
  const { billed } = whereTheMoneyStands(balances(journal));
  const difference = asCents(billedCharge(corrected, submissions) - billed);
  if (difference === 0) return undefined;
  const number = journal.filter(({ key }) => key.startsWith('charge-correction#')).length + 1;
  const key = `charge-correction#${String(number).padStart(6, '0')}`;
  return journalEntry(key, date, transfer(difference, 'revenue', 'receivable:payer'));
}
