import type { Claim, ServiceLine } from '../claims/index.ts';
import type { LinePayment } from './remittance.ts';

/** The claim's line (from 0) that an answer names by our line control number. */
export type PositionOf = (answer: LinePayment) => number | undefined;

type Likeness = (line: ServiceLine, answer: LinePayment) => boolean;

const sameService: Likeness = (line, answer) =>
  line.procedureCode === answer.procedureCode && (answer.serviceDate ?? line.serviceDate) === line.serviceDate;
const sameModifiers: Likeness = (line, answer) =>
  line.procedureModifiers.toSorted().join() === answer.procedureModifiers.toSorted().join();
const sameCharge: Likeness = (line, answer) => line.charge === answer.charge;

/** Of lines with the same procedure and date, which is meant: from what tells most to what tells least. */
const likenesses: readonly Likeness[] = [
  (line, answer) => sameModifiers(line, answer) && sameCharge(line, answer),
  (line, answer) => answer.procedureModifiers.length > 0 && sameModifiers(line, answer),
  sameCharge,
  sameModifiers,
  () => true,
];

/**
 * The claim's line (from 0) of each answer of a payment, which takes a line of its own, an open one where it can; undefined
 * for a service that we did not send.
 */
export function servicePlaces(
  { serviceLines }: Claim,
  answers: readonly LinePayment[],
  positionOf: PositionOf,
  isOpen: (place: number) => boolean,
): readonly (number | undefined)[] {
  const places = answers.map(positionOf);
  const unnamed = answers.flatMap((_, index) => (places[index] === undefined ? [index] : []));
  for (const isAlike of likenesses) {
    for (const index of unnamed.filter((each) => places[each] === undefined)) {
      const free = serviceLines.flatMap((line, place) => {
        const answer = answers[index];
        const isMeant = answer !== undefined && sameService(line, answer) && isAlike(line, answer);
        return isMeant && !places.includes(place) ? [place] : [];
      });
      places[index] = free.find(isOpen) ?? free[0];
    }
  }
  return places.map((place) => (place !== undefined && place in serviceLines ? place : undefined));
}
