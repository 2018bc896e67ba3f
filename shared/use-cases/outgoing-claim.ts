import { patientControlNumber } from '../claims/index.ts';
import type { OutgoingClaim, SourceClaim837 } from '../exchange/index.ts';
import type { Items } from '../ports/index.ts';
import { type ClaimRecord, type PracticeScope, sourceOfClaim } from '../repositories/index.ts';

/** The claim as it would leave in this round, over what it came with. */
export async function outgoingClaim(
  items: Items,
  scope: PracticeScope,
  { claimId, claim, round, source: came }: ClaimRecord,
): Promise<OutgoingClaim> {
  const source =
    came.kind === '837' ? ((await sourceOfClaim(items, scope, claimId)) as SourceClaim837 | undefined) : undefined;
  return {
    patientControlNumber: patientControlNumber(claimId, round),
    claim,
    ...(source === undefined ? {} : { source }),
  };
}
