import { type ClaimId, claimIdentity } from '../claims/index.ts';
import { type ClaimFile, type ClaimRecord, claimOfIdentity, type PracticeScope } from '../repositories/index.ts';
import { claimOfTheirNumber, isOfSamePatient } from './claim-of-their-number.ts';
import { npiOfPractice } from './npi-of-practice.ts';
import type { Services } from './services.ts';

/** The claim that a void (frequency 8) or a replacement (7) takes back: by the payer's number for it, else by the practice's own CLM01. */
export async function voidedClaim(
  scope: PracticeScope,
  services: Services,
  record: ClaimRecord,
): Promise<ClaimId | undefined> {
  const voidedId =
    (await claimOfTheirNumber(scope, services, record)) ?? (await originalClaim(scope, services, record));
  if (voidedId === undefined) return undefined;
  // What the payer makes of a number that is another patient's we can't know: that one's claim stays as it is.
  return (await isOfSamePatient(scope, services, record, voidedId)) ? voidedId : undefined;
}

/** The claim that came with the same CLM01 and frequency 1. */
async function originalClaim(
  scope: PracticeScope,
  services: Services,
  { claim }: ClaimRecord,
): Promise<ClaimId | undefined> {
  const { items, ids } = services;
  const { payerClaimControlNumber: _theirs, ...original } = { ...claim, claimFrequencyCode: '1' };
  const npi = await npiOfPractice(scope, services);
  const identity = claimIdentity(original, { ...scope, npi }, '837');
  return (await claimOfIdentity(items, scope, ids.derive(26, 'identity', ...identity)))?.claimId;
}

/** Whether the one came after the other. */
export function isLater({ record: { source: one } }: ClaimFile, { record: { source: other } }: ClaimFile): boolean {
  return one.fileOrdinal === other.fileOrdinal ? one.ordinal > other.ordinal : one.fileOrdinal > other.fileOrdinal;
}
