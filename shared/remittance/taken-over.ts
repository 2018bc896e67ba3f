import { asCents, type Cents } from '../money.ts';
import { type AdjudicatedPart, accountFor, isForNextPayer } from './classify-adjustment.ts';
import type { CurrentAnswer } from './current-answers.ts';
import type { Adjustment } from './remittance.ts';

type Place = number | undefined;

/** What payers have decided themselves, by the claim's line; under undefined what can't be told by lines. */
type Decided = Map<Place, number>;

/** Adds what an answer pays, gives up, denies and lays on the patient. */
export function decide(decided: Decided, { payment, places }: CurrentAnswer): void {
  const add = (place: number | undefined, paid: number, adjustments: readonly Adjustment[]): void => {
    const sum = adjustments.reduce((total, { amount }) => total + amount, paid);
    decided.set(place, (decided.get(place) ?? 0) + sum);
  };
  const ofLines = payment.serviceLines.reduce((sum, { paid }) => sum + paid, 0);
  for (const [index, line] of payment.serviceLines.entries()) add(places[index], line.paid, line.adjustments);
  add(undefined, payment.paid - ofLines, payment.adjustments);
}

/** Takes so much from what is decided in these places; answers how much there was. */
function draw(decided: Decided, places: readonly Place[], wanted: number): number {
  return places.reduce<number>((drawn, each) => {
    const there = Math.min(Math.max(decided.get(each) ?? 0, 0), wanted - drawn);
    decided.set(each, (decided.get(each) ?? 0) - there);
    return drawn + there;
  }, 0);
}

/** So much of an adjustment as is left of it. */
export function drawnTo(adjustment: Adjustment, amount: Cents): Adjustment {
  return amount === adjustment.amount ? adjustment : { ...adjustment, amount, isDrawn: true };
}

/** What a later payer may decide anew. */
type Undecided = (adjustment: Adjustment, part: AdjudicatedPart) => boolean;

const isShare: Undecided = (adjustment, part) =>
  isForNextPayer(adjustment) || accountFor(adjustment, part) === 'receivable:patient';
const isDenied: Undecided = (adjustment, part) => accountFor(adjustment, part) === 'receivable:follow-up';

/** Less of what the answer left undecided: as much as is decided in places that are right for the line. */
function lessDecided(
  answer: CurrentAnswer,
  isUndecided: Undecided,
  decided: Decided,
  placesFor: (place: Place) => readonly Place[],
): CurrentAnswer {
  const { payment, places } = answer;
  // What is drawn to nothing stays: that it was said tells where the rest of its line belongs.
  function less(place: Place, part: AdjudicatedPart): Adjustment[] {
    return part.adjustments.map((each) => {
      if (!isUndecided(each, part)) return each;
      const amount = each.amount - draw(decided, placesFor(place), Math.max(each.amount, 0));
      return drawnTo(each, asCents(amount));
    });
  }
  const serviceLines = payment.serviceLines.map((line, index) => ({
    ...line,
    adjustments: less(places[index], line),
  }));
  const adjustments = less(undefined, payment);
  return { ...answer, payment: { ...payment, adjustments, serviceLines } };
}

/**
 * The answers of a payer without what later payers have decided of them since, as they pay, give up, deny or lay on the
 * patient themselves: of the patient's share first, then of what was denied. What they decided of a line beyond what was
 * left of it goes to the patient's share of the others.
 */
export function withoutTakenOver(answers: readonly CurrentAnswer[], later: Decided): readonly CurrentAnswer[] {
  const ofLine = (place: Place) => (place === undefined ? [...later.keys()] : [place, undefined]);
  const isByLines = answers.every(({ places }) => places.length > 0);
  const covered = isByLines ? [...new Set([...answers.flatMap(({ places }) => places), undefined])] : [...later.keys()];
  return answers
    .map((answer) => lessDecided(answer, isShare, later, ofLine))
    .map((answer) => lessDecided(answer, isDenied, later, ofLine))
    .map((answer) => lessDecided(answer, isShare, later, () => covered));
}
