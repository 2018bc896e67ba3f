import type { ClaimId } from '../claims/index.ts';
import { type ClaimFile, currentSubmission, type PracticeScope } from '../repositories/index.ts';
import { claimFile } from './claim-step.ts';
import { deliverMail } from './deliver-mail.ts';
import { paymentsOf } from './payment-mail.ts';
import type { Services } from './services.ts';
import { type Standing, type VoidContent, voidsInForce, voidsOf } from './void-claim.ts';
import { isLater, voidedClaim } from './voided-claim.ts';

export function isReplacement({ record }: Pick<ClaimFile, 'record'>): boolean {
  return record.claim.claimFrequencyCode === '7';
}

function deliverVoid(scope: PracticeScope, services: Services, claimId: ClaimId, content: VoidContent): Promise<void> {
  const { voidedBy, attempt, what, answers = [] } = content;
  const mailId = ['void', voidedBy, attempt, what].concat(answers).join('#');
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
  answers?: number,
): Promise<void> {
  const voiding = await claimFile(scope, services, voidedBy);
  const attempt = currentSubmission(voiding)?.attempt ?? 1;
  const said = answers === undefined ? {} : { answers };
  const content: VoidContent = { kind: 'void', voidedBy, attempt, what, ...said };
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

/** What the claim that a replacement takes back is told of its answers. */
export interface ReplacementSaid {
  readonly what: 'adjudicated' | 'replaced';
  readonly answers?: number;
}

/**
 * What a payer answers it has accepted, even if no acknowledgement came. Once all of its answers are denied or taken back,
 * the service is settled there no more; of one that is voided itself it stays so.
 */
export function saidOfReplacement(file: ClaimFile, stands: Standing, outcome: string): ReplacementSaid | undefined {
  const answers = paymentsOf(file).length;
  if (!isReplacement(file) || answers === 0) return undefined;
  if (outcome === 'paid' || outcome === 'partially-denied') return { what: 'adjudicated', answers };
  const isVoided = voidsInForce(file).some(({ what }) => what === 'voided');
  return stands === 'payment' || isVoided ? { what: 'replaced' } : { what: 'replaced', answers };
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
