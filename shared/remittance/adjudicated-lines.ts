import type { Claim, ServiceLine } from '../claims/index.ts';
import type { ClaimPayment, LinePayment } from './remittance.ts';

function sameService(line: ServiceLine, payment: LinePayment): boolean {
  return (
    line.procedureCode === payment.procedureCode &&
    (payment.serviceDate === undefined || payment.serviceDate === line.serviceDate)
  );
}

/**
 * The lines of the claim (positions from 0) that these payments adjudicate. A payer may answer in parts and in any
 * order: a line is known by our line control number (`positionOf`), else by procedure and date, each answer taking one line. An answer
 * without lines is about the whole claim; a reversal takes its lines back.
 */
export function adjudicatedLines(
  claim: Claim,
  positionOf: (answer: LinePayment) => number | undefined,
  payments: readonly ClaimPayment[],
): ReadonlySet<number> {
  const timesAnswered = claim.serviceLines.map(() => 0);
  for (const payment of payments) {
    const sign = payment.statusCode === '22' ? -1 : 1;
    if (payment.serviceLines.length === 0) {
      timesAnswered.forEach((times, position) => {
        timesAnswered[position] = times + sign;
      });
    }
    const taken = new Set<number>();
    for (const answer of payment.serviceLines) {
      const position =
        positionOf(answer) ??
        claim.serviceLines.findIndex((line, at) => {
          const stillToCome = (timesAnswered[at] ?? 0) <= 0;
          return !taken.has(at) && stillToCome === sign > 0 && sameService(line, answer);
        });
      if (position < 0) continue;
      taken.add(position);
      timesAnswered[position] = (timesAnswered[position] ?? 0) + sign;
    }
  }
  return new Set(timesAnswered.flatMap((times, position) => (times > 0 ? [position] : [])));
}
