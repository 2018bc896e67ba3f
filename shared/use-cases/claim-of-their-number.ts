import { type ClaimId, isSamePatient } from '../claims/index.ts';
import { type ClaimRecord, claimOfPayerNumber, type PracticeScope, readClaimFile } from '../repositories/index.ts';
import type { Services } from './services.ts';

/** The claim that the payer knows by the number that this one names (REF*F8). */
export async function claimOfTheirNumber(
  scope: PracticeScope,
  { items }: Services,
  { claim }: ClaimRecord,
): Promise<ClaimId | undefined> {
  const theirs = claim.payerClaimControlNumber;
  return theirs === undefined ? undefined : claimOfPayerNumber(items, scope, claim.payer.payerId, theirs);
}

/** Whether a claim of ours is of the patient of this one. */
export async function isOfSamePatient(
  scope: PracticeScope,
  { items }: Services,
  { claim }: ClaimRecord,
  claimId: ClaimId,
): Promise<boolean> {
  const other = await readClaimFile(items, scope, claimId);
  return other !== undefined && isSamePatient(claim, other.record.claim);
}

/** The claim that this one names, where that is of another patient. */
export async function theirNumberOfAnother(
  scope: PracticeScope,
  services: Services,
  record: ClaimRecord,
): Promise<ClaimId | undefined> {
  const named = await claimOfTheirNumber(scope, services, record);
  if (named === undefined || named === record.claimId) return undefined;
  return (await isOfSamePatient(scope, services, record, named)) ? undefined : named;
}
