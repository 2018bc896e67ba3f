import type { Adjustment, ClaimPayment, LinePayment } from './remittance.ts';

export const isReversal = ({ statusCode }: ClaimPayment): boolean => statusCode === '22';

const sumsOf = ({ charge, paid }: ClaimPayment, sign: 1 | -1): string => `${sign * charge || 0} ${sign * paid || 0}`;

/** All amounts of it, with their reasons: two that say the same, or the opposite, look alike. */
function contentOf(payment: ClaimPayment, sign: 1 | -1): string {
  const said = (adjustments: readonly Adjustment[]): string =>
    adjustments
      .map(({ group, reasonCode, amount }) => `${group}-${reasonCode} ${sign * amount || 0}`)
      .sort()
      .join();
  const lines = payment.serviceLines.map(
    ({ procedureCode, paid, adjustments }) => `${procedureCode} ${sign * paid || 0} ${said(adjustments)}`,
  );
  return [sumsOf(payment, sign), said(payment.adjustments), ...lines.sort()].join('; ');
}

function sameLineTakenBack(answer: LinePayment, reversed: LinePayment): boolean {
  if (answer.charge + reversed.charge !== 0) return false;
  const ours = answer.providerControlNumber;
  if (ours !== undefined && reversed.providerControlNumber !== undefined)
    return ours === reversed.providerControlNumber;
  return answer.procedureCode === reversed.procedureCode && answer.serviceDate === reversed.serviceDate;
}

/** Drops each reversal with the latest answer that looks like what it takes back. */
function withoutPairs(
  payments: readonly ClaimPayment[],
  look: (payment: ClaimPayment, sign: 1 | -1) => string,
): readonly ClaimPayment[] {
  let left = payments;
  for (const reversal of payments.filter(isReversal)) {
    const taken = look(reversal, -1);
    const original = left.findLast((payment) => !isReversal(payment) && look(payment, 1) === taken);
    if (original !== undefined) left = left.filter((payment) => payment !== original && payment !== reversal);
  }
  return left;
}

/** Drops the lines that were taken back one by one, each with the latest answer for it. */
function withoutLines(payments: readonly ClaimPayment[]): readonly ClaimPayment[] {
  const gone = new Set<LinePayment>();
  for (const reversed of payments.filter(isReversal).flatMap(({ serviceLines }) => serviceLines)) {
    const answers = payments.filter((payment) => !isReversal(payment)).flatMap(({ serviceLines }) => serviceLines);
    const original = answers.findLast((answer) => !gone.has(answer) && sameLineTakenBack(answer, reversed));
    if (original !== undefined) gone.add(original).add(reversed);
  }
  if (gone.size === 0) return payments;
  return payments.flatMap((payment) => {
    const serviceLines = payment.serviceLines.filter((line) => !gone.has(line));
    if (serviceLines.length === payment.serviceLines.length) return [payment];
    return serviceLines.length === 0 ? [] : [{ ...payment, serviceLines }];
  });
}

/**
 * What is left of a payer's answers once its reversals (22) have taken back theirs: an answer that says the same of
 * the whole claim, else one of the same sums, else line by line. A reversal may precede its original; one without any
 * stays and counts for itself.
 */
export function withoutReversed(payments: readonly ClaimPayment[]): readonly ClaimPayment[] {
  return withoutLines(withoutPairs(withoutPairs(payments, contentOf), sumsOf));
}

/** Whether the reversal takes back one of these, or lines of them, that no other one has. */
export function takesBack(reversal: ClaimPayment, payments: readonly ClaimPayment[]): boolean {
  return !withoutReversed([...payments, reversal]).includes(reversal);
}

/** Whether it takes back as a whole one of these that stands: the same charge and payment, to the cent. */
export function takesBackWhole(reversal: ClaimPayment, payments: readonly ClaimPayment[]): boolean {
  const taken = sumsOf(reversal, -1);
  return withoutReversed(payments).some((payment) => !isReversal(payment) && sumsOf(payment, 1) === taken);
}
