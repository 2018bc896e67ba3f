import type { Claim } from '../claims/index.ts';
import type { ClaimFile, PracticeScope } from '../repositories/index.ts';
import { claimOfTheirNumber } from './claim-of-their-number.ts';
import type { Services } from './services.ts';

/** Whether the number that the claim names is its payer's: it has answered under it, or is known to have given it. */
async function isOfItsPayer(scope: PracticeScope, services: Services, file: ClaimFile): Promise<boolean> {
  const { payerId } = file.record.claim.payer;
  const hasAnswered = file.submissions.some((each) => each.payerId === payerId && each.status === 'adjudicated');
  return hasAnswered || (await claimOfTheirNumber(scope, services, file.record)) !== undefined;
}

/** The number that the payer has given the claim, in an answer or when it accepted it; what it gave a void names the void. */
function numberGivenBy(payerId: string, { submissions }: ClaimFile): string | undefined {
  const numbered = submissions.filter(
    (each) => each.payerId === payerId && each.claimFrequencyCode !== '8' && each.assignedPayerClaimControlNumber,
  );
  const last = numbered.findLast(({ status }) => status === 'adjudicated') ?? numbered.at(-1);
  return last?.assignedPayerClaimControlNumber;
}

/**
 * The corrected claim with what follows from the fields that were given, and the fields that follow. At another payer it
 * has that payer's name and nothing of a number that the payer before gave; an original names no number, and what replaces
 * or voids the claim names the one that its payer gave it.
 */
export async function followCorrection(
  scope: PracticeScope,
  services: Services,
  file: ClaimFile,
  corrected: Claim,
  given: ReadonlySet<string>,
): Promise<{ readonly claim: Claim; readonly follows: readonly string[] }> {
  const follows: string[] = [];
  let claim = corrected;
  const isFrequencyGiven = given.has('claimFrequencyCode');
  const { payerId } = corrected.payer;
  const isElsewhere = payerId !== file.record.claim.payer.payerId;
  const known = services.configuration.payers.find((payer) => payer.payerId === payerId);
  if (isElsewhere && known !== undefined && !given.has('payer.name')) {
    claim = { ...claim, payer: { ...claim.payer, name: known.name } };
    follows.push('payer.name');
  }
  const { payerClaimControlNumber, ...unnamed } = claim;
  const isToName = isFrequencyGiven && /^[78]$/.test(claim.claimFrequencyCode) && !payerClaimControlNumber;
  const theirs = isToName ? numberGivenBy(payerId, file) : undefined;
  if (theirs !== undefined) {
    return { claim: { ...claim, payerClaimControlNumber: theirs }, follows: [...follows, 'payerClaimControlNumber'] };
  }
  if (payerClaimControlNumber === undefined || given.has('payerClaimControlNumber')) return { claim, follows };
  // A void that nobody made an original stays a void: it bills nothing.
  const isLeftBehind = isElsewhere && (isFrequencyGiven || claim.claimFrequencyCode === '7');
  if (isLeftBehind && (await isOfItsPayer(scope, services, file))) {
    follows.push('payerClaimControlNumber');
    if (isFrequencyGiven) return { claim: unnamed, follows };
    follows.push('claimFrequencyCode');
    return { claim: { ...unnamed, claimFrequencyCode: '1' }, follows };
  }
  if (!isFrequencyGiven || claim.claimFrequencyCode !== '1') return { claim, follows };
  follows.push('payerClaimControlNumber');
  return { claim: unnamed, follows };
}
