import { type ClaimStatus, type Finding, fieldsToCorrect } from '../claims/index.ts';
import { findProblemsBeforeSending } from '../exchange/index.ts';
import type { Items } from '../ports/index.ts';
import { type ClaimState, recordOf } from '../repositories/index.ts';
import { outgoingClaim } from './outgoing-claim.ts';

/** Findings that a person may know better than we do: released, they hold the claim no more. */
export const judgements: ReadonlySet<string> = new Set([
  'billing-npi-not-of-practice',
  'coverage-inactive',
  'patient-not-found',
  'frequency-code-unknown',
  'payer-claim-control-number-of-another',
  'payers-before-unknown',
  'service-already-billed',
  'service-line-repeated',
]);

/** Reasons of our own making that end with a release: the cause is mended, the patient is billed, a credit is refunded. */
const endWithRelease: ReadonlySet<string> = new Set(['step-failed', 'next-payer', 'patient-share', 'patient-credit']);

/** Reasons that end with a remittance alone. */
const leftToPayer: ReadonlySet<string> = new Set(['credit-balance', 'excess-takeback']);
/** Nor does a release end these, but what was sent can be corrected. */
const openToPayer: ReadonlySet<string> = new Set(['open-balance', 'protected-share']);
/** The payer has answered: sent again, the claim would be billed twice. */
const unapplied = 'remittance-unapplied';

/** A denial with which a payer says that it has not decided yet (CARC 133). */
const isPending = ({ code }: Finding): boolean => /^denied-[A-Z]+-133$/.test(code);

/** Released as it is, such a claim goes to the payer again. */
const sentAgain: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['overdue', 'denied', 'partially-denied']);

/** What a person can do for a claim that waits. */
export interface Remedies {
  /** False where nobody but the payer can go on: a credit is his to take back, what he took too much his to pay, and nothing was denied beside it; or what he said is his to correct, or has not decided yet. */
  readonly canCorrect: boolean;
  /** False where the same check would hold it again at once, or the payer has said that it takes no such claim. */
  readonly canRelease: boolean;
}

/** What helps a claim that waits for a person. */
export async function remediesOf(items: Items, claim: ClaimState): Promise<Remedies> {
  const { practiceId, status, reasons, sourceFindings } = claim;
  const isAnswerAwaited = reasons.some(({ code }) => leftToPayer.has(code));
  // What was denied beside the credit can be corrected.
  if (isAnswerAwaited) return { canCorrect: status !== 'held', canRelease: false };
  const isUndecided = reasons.length > 0 && reasons.every(isPending);
  if (isUndecided || reasons.some(({ code }) => code === unapplied)) return { canCorrect: false, canRelease: false };
  if (reasons.some(({ code }) => openToPayer.has(code))) return { canCorrect: true, canRelease: false };
  if (sentAgain.has(status)) return { canCorrect: true, canRelease: true };
  const others = reasons.filter(({ code }) => !judgements.has(code) && !endWithRelease.has(code));
  const areOfSource = others.every(({ code, field }) =>
    sourceFindings.some((finding) => finding.code === code && finding.field === field),
  );
  if (status !== 'held' || !areOfSource) return { canCorrect: true, canRelease: false };
  if (others.length === 0) return { canCorrect: true, canRelease: true };
  // What can't be read of a file does not hold a claim that is released, unless it would leave so.
  const leaving = findProblemsBeforeSending(await outgoingClaim(items, { practiceId }, await recordOf(items, claim)));
  return { canCorrect: true, canRelease: !leaving.some(({ severity }) => severity === 'error') };
}

/** What has to be corrected, as far as the claim's reasons name it. */
export async function fieldsToMend(items: Items, claim: ClaimState): Promise<readonly string[]> {
  const named = claim.reasons.flatMap(({ field }) => (field === undefined ? [] : [field]));
  if (named.length === 0) return [];
  const { claim: said } = await recordOf(items, claim);
  return [...new Set(named.flatMap((field) => fieldsToCorrect(said, field)))];
}
