import { patientControlNumber } from '../claims/index.ts';
import { asItCame, type OutgoingClaim, type SourceClaim837 } from '../exchange/index.ts';
import type { Items } from '../ports/index.ts';
import { type ClaimRecord, type PracticeScope, sourceOfClaim } from '../repositories/index.ts';

/** The claim as it would leave in this round, over what it came with. */
export async function outgoingClaim(
  items: Items,
  scope: PracticeScope,
  { claimId, claim, round, source: came, projection }: ClaimRecord,
): Promise<OutgoingClaim> {
  const source =
    came.kind === '837' ? ((await sourceOfClaim(items, scope, claimId)) as SourceClaim837 | undefined) : undefined;
  const number = patientControlNumber(claimId, round);
  if (source === undefined) return { patientControlNumber: number, claim };
  return { patientControlNumber: number, claim: projection === 2 ? claim : asItCame(claim, source), source };
}
