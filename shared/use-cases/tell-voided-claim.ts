import { type ClaimId, claimIdentity } from '../claims/index.ts';
import {
  type ClaimFile,
  type ClaimRecord,
  claimOfIdentity,
  currentSubmission,
  type PracticeScope,
} from '../repositories/index.ts';
import { claimFile } from './claim-step.ts';
import { deliverMail } from './deliver-mail.ts';
import { isOfSamePatient, namedClaim } from './named-claim.ts';
import { paymentsOf } from './payment-mail.ts';
import type { Services } from './services.ts';
import { type VoidContent, voidsOf } from './void-claim.ts';

/** The claim that a void (frequency 8) or a replacement (7) takes back: by the payer's number for it, else by the practice's own CLM01. */
async function voidedClaim(
  scope: PracticeScope,
  services: Services,
  record: ClaimRecord,
): Promise<ClaimId | undefined> {
  const voidedId = (await namedClaim(scope, services, record)) ?? (await originalClaim(scope, services, record));
  if (voidedId === undefined) return undefined;
  // What the payer makes of a number that is another patient's we can't know: that one's claim stays as it is.
  return (await isOfSamePatient(scope, services, record, voidedId)) ? voidedId : undefined;
}

/** The claim that came with the same CLM01 and frequency 1. */
async function originalClaim(
  scope: PracticeScope,
  { items, ids }: Services,
  { claim }: ClaimRecord,
): Promise<ClaimId | undefined> {
  const { payerClaimControlNumber: _theirs, ...original } = { ...claim, claimFrequencyCode: '1' };
  const identity = claimIdentity(original, scope.practiceId, '837');
  return (await claimOfIdentity(items, scope, ids.derive(26, 'identity', ...identity)))?.claimId;
}

function isReplacement({ record }: Pick<ClaimFile, 'record'>): boolean {
  return record.claim.claimFrequencyCode === '7';
}

function isLater({ record: { source: one } }: ClaimFile, { record: { source: other } }: ClaimFile): boolean {
  return one.fileOrdinal === other.fileOrdinal ? one.ordinal > other.ordinal : one.fileOrdinal > other.fileOrdinal;
}

function deliverVoid(scope: PracticeScope, services: Services, claimId: ClaimId, content: VoidContent): Promise<void> {
  const mailId = ['void', content.voidedBy, content.attempt, content.what].join('#');
  return deliverMail(scope, services, claimId, { mailId, content });
}

/**
 * Tells what the payer has said of a void or a replacement to each claim in whose place it stands: the one that it takes
 * back, those that this one has replaced, and earlier replacements of it. Again: they have been told.
 */
export async function tellVoidedClaim(
  scope: PracticeScope,
  services: Services,
  voidedBy: ClaimId,
  what: VoidContent['what'],
): Promise<void> {
  const voiding = await claimFile(scope, services, voidedBy);
  const attempt = currentSubmission(voiding)?.attempt ?? 1;
  const content: VoidContent = { kind: 'void', voidedBy, attempt, what };
  const voidedId = await voidedClaim(scope, services, voiding.record);
  // Sent again as a replacement of itself, it is the same claim.
  if (voidedId === undefined || (voidedId === voidedBy && isReplacement(voiding))) return;
  const voided = await claimFile(scope, services, voidedId);
  await deliverVoid(scope, services, voidedId, content);
  await tellOtherReplacements(scope, services, voiding, voided, content);

  const told = new Set([voidedBy, voidedId]);
  for (let replacement = voided; isReplacement(replacement); ) {
    // The payer has answered it: it stood in the place of the earlier claim, which was told then.
    if (what === 'voided' && paymentsOf(replacement).length > 0) return;
    const earlierId = await voidedClaim(scope, services, replacement.record);
    if (earlierId === undefined || told.has(earlierId)) return;
    told.add(earlierId);
    await deliverVoid(scope, services, earlierId, content);
    replacement = await claimFile(scope, services, earlierId);
  }
}

/** Of several replacements of one claim the latest stands: it takes back the earlier ones, whichever was accepted first. */
async function tellOtherReplacements(
  scope: PracticeScope,
  services: Services,
  voiding: ClaimFile,
  voided: ClaimFile,
  content: VoidContent,
): Promise<void> {
  const { voidedBy } = content;
  for (const other of voidsOf(voided)) {
    if (other.voidedBy === voidedBy || other.voidedBy === voided.record.claimId) continue;
    const file = await claimFile(scope, services, other.voidedBy);
    if (isLater(voiding, file)) {
      if (isReplacement(file)) await deliverVoid(scope, services, other.voidedBy, content);
    } else if (isReplacement(voiding)) await deliverVoid(scope, services, voidedBy, other);
  }
}
