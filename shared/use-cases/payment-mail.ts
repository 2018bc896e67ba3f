import type { ClaimPayment } from '../remittance/index.ts';
import type { ClaimFile, Mail, MailContent } from '../repositories/index.ts';

export type PaymentMail = Mail & { readonly content: Extract<MailContent, { kind: 'remittance' }> };

function isPaymentMail(mail: Mail): mail is PaymentMail {
  return mail.content.kind === 'remittance';
}

/** By payment date, trace number and ordinal: the order in which the payer decided. */
export function inOrderOfDecision(left: PaymentMail, right: PaymentMail): number {
  const rank = ({ content }: PaymentMail): string =>
    [content.paymentDate, content.traceNumber, String(content.payment.ordinal).padStart(6, '0')].join('#');
  return rank(left) < rank(right) ? -1 : 1;
}

/** Every payment that came for the claim, read or not, in the order of decision. */
export function paymentsOf(file: ClaimFile): readonly PaymentMail[] {
  return file.mail.filter(isPaymentMail).sort(inOrderOfDecision);
}

/** A denial that only says that the claim came before (CARC 18): it decides nothing of its own. */
function isDuplicateDenial({ paid, adjustments, serviceLines }: ClaimPayment): boolean {
  const all = [adjustments, ...serviceLines.map((line) => line.adjustments)].flat();
  return paid === 0 && all.length > 0 && all.every(({ reasonCode }) => reasonCode === '18');
}

/** Whether the payer's answers leave something decided: not all taken back, nor only told to be duplicates. */
function isStanding(payments: readonly PaymentMail[]): boolean {
  const charged = payments.reduce((sum, { content }) => sum + content.payment.charge, 0);
  return charged > 0 && payments.some(({ content }) => !isDuplicateDenial(content.payment));
}

/**
 * The attempt whose adjudication counts: the latest that was adjudicated, unless it was rejected, taken back
 * or only denied as a duplicate of an earlier one. 0 when nothing was adjudicated.
 */
export function decidingAttempt({ submissions }: ClaimFile, payments: readonly PaymentMail[]): number {
  const adjudicated = [...new Set(payments.map(({ content }) => content.attempt))].sort((one, other) => other - one);
  const decides = adjudicated.find(
    (attempt) =>
      submissions.find((submission) => submission.attempt === attempt)?.status !== 'rejected' &&
      isStanding(payments.filter(({ content }) => content.attempt === attempt)),
  );
  return decides ?? adjudicated[0] ?? 0;
}
