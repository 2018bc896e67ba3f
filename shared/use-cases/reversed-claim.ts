import type { ClaimId } from '../claims/index.ts';
import { type ClaimPayment, takesBack, takesBackWhole } from '../remittance/index.ts';
import type { ClaimFile, PracticeScope, Submission } from '../repositories/index.ts';
import { claimFile } from './claim-step.ts';
import { type PaymentMail, paymentsOf } from './payment-mail.ts';
import type { Services } from './services.ts';
import { voidsOf } from './void-claim.ts';
import { isLater, voidedClaim } from './voided-claim.ts';

/** A payment, the attempt at a claim that it is for, and the remittance that brings it. */
interface Reversal {
  readonly scope: PracticeScope;
  readonly claimId: ClaimId;
  readonly attempt: number;
  readonly payment: ClaimPayment;
}

/** One attempt at a claim, and what its payer has said of it. */
interface Attempt {
  readonly claimId: ClaimId;
  readonly submission: Submission;
  readonly mail: readonly PaymentMail[];
  readonly payments: readonly ClaimPayment[];
}

/** The claim, those in whose place it stands, and others that have replaced these before. */
async function withEarlier(scope: PracticeScope, services: Services, claimId: ClaimId): Promise<readonly ClaimFile[]> {
  const files = new Map([[claimId, await claimFile(scope, services, claimId)]]);
  for (const [, file] of files) {
    const { claimFrequencyCode } = file.record.claim;
    const takesPlace = claimFrequencyCode === '7' || claimFrequencyCode === '8';
    const earlier = takesPlace ? await voidedClaim(scope, services, file.record) : undefined;
    for (const each of [earlier, ...voidsOf(file).map(({ voidedBy }) => voidedBy)]) {
      if (each === undefined || files.has(each)) continue;
      const other = await claimFile(scope, services, each);
      const [first] = files.values();
      if (first === undefined || isLater(first, other)) files.set(each, other);
    }
  }
  return [...files.values()];
}

/** The attempts of a claim, the latest first. */
function attemptsAt(file: ClaimFile): readonly Attempt[] {
  const all = paymentsOf(file);
  return file.submissions.toReversed().map((submission) => {
    const mail = all.filter(({ content }) => content.attempt === submission.attempt);
    return { claimId: file.record.claimId, submission, mail, payments: mail.map(({ content }) => content.payment) };
  });
}

/** Whether the payer knows the attempt by this number. */
function isKnownBy({ submission, payments }: Attempt, theirs: string | undefined): boolean {
  if (theirs === undefined) return false;
  const said = payments.map(({ payerClaimControlNumber }) => payerClaimControlNumber);
  return [submission.assignedPayerClaimControlNumber, ...said].includes(theirs);
}

/** Our line numbers are those of the attempt that it names. */
function withoutLineNumbers(payment: ClaimPayment): ClaimPayment {
  const serviceLines = payment.serviceLines.map(({ providerControlNumber: _ofAnother, ...line }) => line);
  return { ...payment, serviceLines };
}

/**
 * What a reversal takes back: a payer that knows a claim by its correction, replacement or void may take the earlier answer
 * back under that one's number. It does where it gives its own number for the earlier one, or the very amounts of that one's answer
 * and not of one to the claim that it names; and under a void, which nobody pays. What was delivered before stays where it is.
 */
export async function reversedClaim<Match extends Reversal>(
  services: Services,
  match: Match,
  remittanceId: string,
): Promise<Match> {
  const { scope, claimId, attempt, payment } = match;
  const attempts = (await withEarlier(scope, services, claimId)).flatMap(attemptsAt);
  const named = attempts.find((each) => each.claimId === claimId && each.submission.attempt === attempt);
  if (named === undefined) return match;
  const isDelivered = ({ mail }: Attempt): boolean =>
    mail.some(({ content }) => content.remittanceId === remittanceId && content.payment.ordinal === payment.ordinal);
  const isVoid = ({ submission }: Attempt): boolean => submission.claimFrequencyCode === '8';
  const theirs = payment.payerClaimControlNumber;
  const reversal = withoutLineNumbers(payment);
  const others = attempts.filter((each) => each !== named && !isVoid(each));
  const byNumber = isKnownBy(named, theirs) ? [] : others.filter((each) => isKnownBy(each, theirs));
  const found =
    attempts.find(isDelivered) ??
    byNumber.find(({ payments }) => takesBack(reversal, payments)) ??
    [named, ...others].find(({ payments }) => takesBackWhole(reversal, payments)) ??
    (isVoid(named) ? others[0] : undefined);
  if (found === undefined || found === named) return match;
  return { ...match, claimId: found.claimId, attempt: found.submission.attempt, payment: reversal };
}
