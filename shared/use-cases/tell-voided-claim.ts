import { type ClaimId, claimIdentity } from '../claims/index.ts';
import { type ClaimRecord, claimOfIdentity, claimOfPayerNumber, type PracticeScope } from '../repositories/index.ts';
import { claimFile } from './claim-step.ts';
import { deliverMail } from './deliver-mail.ts';
import type { Services } from './services.ts';

/** The claim that a void (frequency 8) or a replacement (7) takes back: by the payer's number for it, else by the practice's own CLM01. */
async function voidedClaim(
  scope: PracticeScope,
  { items, ids }: Services,
  { claim, claimId }: ClaimRecord,
): Promise<ClaimId | undefined> {
  const theirs = claim.payerClaimControlNumber;
  const known = theirs && (await claimOfPayerNumber(items, scope, claim.payer.payerId, theirs));
  if (known) return known === claimId ? undefined : known;
  const { payerClaimControlNumber: _theirs, ...original } = { ...claim, claimFrequencyCode: '1' };
  const identity = claimIdentity(original, scope.practiceId, '837');
  return (await claimOfIdentity(items, scope, ids.derive(26, 'identity', ...identity)))?.claimId;
}

/**
 * Tells the claim that a void or a replacement takes back that the payer has accepted that, or has adjudicated it in the
 * place of the earlier one. Again: it has been told.
 */
export async function tellVoidedClaim(
  scope: PracticeScope,
  services: Services,
  voidedBy: ClaimId,
  what: 'accepted' | 'adjudicated',
): Promise<void> {
  const { record } = await claimFile(scope, services, voidedBy);
  const claimId = await voidedClaim(scope, services, record);
  if (claimId === undefined) return;
  const isAdjudicated = what === 'adjudicated';
  await deliverMail(scope, services, claimId, {
    mailId: isAdjudicated ? `void#${voidedBy}#adjudicated` : `void#${voidedBy}`,
    content: { kind: 'void', voidedBy, ...(isAdjudicated ? { adjudicated: true } : {}) },
  });
}
