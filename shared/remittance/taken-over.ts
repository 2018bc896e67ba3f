import { asCents } from '../money.ts';
import { accountFor, isPaid } from './classify-adjustment.ts';
import type { CurrentAnswer } from './current-answers.ts';
import type { Adjustment } from './remittance.ts';

/** What payers have decided themselves, by the claim's line; under undefined what can't be told by lines. */
type Decided = Map<number | undefined, number>;

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

/** Takes so much from what is decided of a line, and of what can't be told by lines; answers how much there was. */
function draw(decided: Decided, place: number | undefined, wanted: number): number {
  const places = place === undefined ? [...decided.keys()] : [place, undefined];
  return places.reduce<number>((drawn, each) => {
    const there = Math.min(Math.max(decided.get(each) ?? 0, 0), wanted - drawn);
    decided.set(each, (decided.get(each) ?? 0) - there);
    return drawn + there;
  }, 0);
}

/**
 * The answer without what later payers have decided of it since: the patient's share, which the next payer takes, and as
 * much of what was denied as that one pays, gives up, denies or lays on the patient itself.
 */
export function withoutTakenOver(answer: CurrentAnswer, later: Decided): CurrentAnswer {
  const { payment, places } = answer;
  function left(place: number | undefined, isPaid: boolean, adjustments: readonly Adjustment[]): Adjustment[] {
    const of = (adjustment: Adjustment) => accountFor(adjustment, isPaid);
    const kept = adjustments.filter((each) => of(each) !== 'receivable:patient');
    for (const { amount } of adjustments.filter((each) => !kept.includes(each))) draw(later, place, amount);
    return kept.flatMap((each) => {
      const taken = of(each) === 'receivable:follow-up' ? draw(later, place, Math.max(each.amount, 0)) : 0;
      return each.amount === taken ? [] : [{ ...each, amount: asCents(each.amount - taken) }];
    });
  }
  const serviceLines = payment.serviceLines.map((line, index) => ({
    ...line,
    adjustments: left(places[index], isPaid(line), line.adjustments),
  }));
  const adjustments = left(undefined, isPaid(payment), payment.adjustments);
  return { ...answer, payment: { ...payment, adjustments, serviceLines } };
}
