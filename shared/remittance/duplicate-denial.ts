import { asCents } from '../money.ts';
import { type AdjudicatedPart, accountFor } from './classify-adjustment.ts';
import type { ClaimPayment, LinePayment } from './remittance.ts';

/** CARCs that say that the claim or service came before, or was paid before. */
const duplicate: ReadonlySet<string> = new Set(['18', 'B13']);

/** Whether nothing is paid for no other reason. Reductions to the agreed amount decide nothing beside it. */
function isDuplicate(part: AdjudicatedPart): boolean {
  const denied = part.adjustments.filter((each) => accountFor(each, part) !== 'adjustments');
  return part.paid === 0 && denied.length > 0 && denied.every(({ reasonCode }) => duplicate.has(reasonCode));
}

/** A denial that only says that the claim came before: it decides nothing of its own. */
export function isDuplicateDenial({ charge, paid, adjustments, serviceLines }: ClaimPayment): boolean {
  return isDuplicate({
    charge,
    paid,
    adjustments: [adjustments, ...serviceLines.map((line) => line.adjustments)].flat(),
  });
}

/** Of an answer, what it says of these of its lines. */
function ofLines(payment: ClaimPayment, serviceLines: readonly LinePayment[]): ClaimPayment {
  const sum = (of: 'charge' | 'paid') => asCents(serviceLines.reduce((total, line) => total + line[of], 0));
  return { ...payment, charge: sum('charge'), paid: sum('paid'), adjustments: [], serviceLines };
}

/** The answer, and apart from it what it only denies as duplicate of some lines, as of a whole claim that is sent again. */
export function apartFromDuplicates(payment: ClaimPayment): readonly ClaimPayment[] {
  const { charge, serviceLines } = payment;
  const repeated = serviceLines.filter(isDuplicate);
  if (repeated.length === 0 || repeated.length === serviceLines.length) return [payment];
  const duplicates = ofLines(payment, repeated);
  const others = serviceLines.filter((line) => !repeated.includes(line));
  return [{ ...payment, charge: asCents(charge - duplicates.charge), serviceLines: others }, duplicates];
}

function isSameService(one: LinePayment, other: LinePayment): boolean {
  const isSameDay =
    one.serviceDate === undefined || other.serviceDate === undefined || one.serviceDate === other.serviceDate;
  return one.procedureCode === other.procedureCode && isSameDay && Math.abs(one.charge) === Math.abs(other.charge);
}

/** What an answer to an earlier attempt says of the services that these deny as duplicates. Its line numbers were that attempt's. */
export function repeatedBy(denials: readonly ClaimPayment[], earlier: ClaimPayment): readonly ClaimPayment[] {
  const repeated = denials.filter(isDuplicateDenial).flatMap(({ serviceLines }) => serviceLines);
  const lines = earlier.serviceLines.filter((line) => repeated.some((each) => isSameService(line, each)));
  if (lines.length === 0) return [];
  return [
    ofLines(
      earlier,
      lines.map(({ providerControlNumber: _ofThatAttempt, ...line }) => line),
    ),
  ];
}
