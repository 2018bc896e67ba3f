import { asCents, zeroCents } from '../money.ts';
import { type AdjudicatedPart, accountFor, isForNextPayer, isPaidBefore } from './classify-adjustment.ts';
import type { CurrentAnswer } from './current-answers.ts';
import type { Adjustment, ClaimPayment } from './remittance.ts';
import { decide, drawnTo, withoutTakenOver } from './taken-over.ts';

/** What of a charge is settled: paid, or given up. By the claim's line; undefined for what can't be told by lines. */
type Settled = Map<number | undefined, number>;

/** OA-23: what earlier payers paid and wrote off, as far as it lowered this payment. */
const isOfPriorPayer = ({ group, reasonCode }: Adjustment): boolean => group === 'OA' && reasonCode === '23';

const sumOf = (adjustments: readonly Adjustment[]): number => adjustments.reduce((sum, { amount }) => sum + amount, 0);

/** Which of a payer's reductions most likely repeat an earlier payer's: those that it gives up, then what it denies. */
const likeliest = ['adjustments', 'receivable:follow-up', 'receivable:patient', 'receivable:payer'] as const;

/** Takes so much from the adjustments, the likeliest first. */
function less(adjustments: readonly Adjustment[], amount: number, part: AdjudicatedPart): readonly Adjustment[] {
  let left = amount;
  const kept = new Map(adjustments.map((adjustment) => [adjustment, adjustment.amount]));
  for (const account of likeliest) {
    for (const adjustment of adjustments.filter((each) => accountFor(each, part) === account)) {
      const taken = Math.min(left, Math.max(adjustment.amount, 0));
      kept.set(adjustment, asCents(adjustment.amount - taken));
      left -= taken;
    }
  }
  return [...kept].map(([adjustment, amount]) => drawnTo(adjustment, amount));
}

/**
 * The answer without what it says of earlier payers, which have answered for themselves. Each payer accounts for the
 * whole charge; a later one should call what is settled OA-23. What of it is not called so is among its other reductions.
 */
function withoutRepeats({ payment, places }: CurrentAnswer, settled: Settled): ClaimPayment {
  const own = (adjustments: readonly Adjustment[]) => adjustments.filter((each) => !isOfPriorPayer(each));
  const named = (adjustments: readonly Adjustment[]) => sumOf(adjustments.filter(isOfPriorPayer));
  const covered = new Set(places.length === 0 ? settled.keys() : [...places, undefined]);
  const known = [...covered].reduce<number>((sum, place) => sum + (settled.get(place) ?? 0), 0);
  const all = [payment, ...payment.serviceLines].flatMap(({ adjustments }) => adjustments);
  let repeated = Math.max(known - named(all), 0);

  function take(adjustments: readonly Adjustment[], part: AdjudicatedPart, most: number): readonly Adjustment[] {
    const left = less(adjustments, Math.max(Math.min(most, repeated), 0), part);
    repeated -= sumOf(adjustments) - sumOf(left);
    return left;
  }
  function use(place: number | undefined, amount: number): void {
    settled.set(place, Math.max((settled.get(place) ?? 0) - amount, 0));
  }

  const byLine = payment.serviceLines.map((line, index) => {
    const place = places[index];
    const ofPrior = named(line.adjustments);
    const adjustments = take(own(line.adjustments), line, (settled.get(place) ?? 0) - ofPrior);
    use(place, sumOf(line.adjustments) - sumOf(adjustments));
    return { ...line, adjustments };
  });
  const adjustments = take(own(payment.adjustments), payment, repeated);
  const serviceLines = byLine.map((line) => ({
    ...line,
    adjustments: take(line.adjustments, line, repeated),
  }));
  return { ...payment, adjustments, serviceLines };
}

function settle(settled: Settled, { payment, places }: CurrentAnswer): void {
  const add = (place: number | undefined, part: AdjudicatedPart): void => {
    const givenUp = part.adjustments.filter(
      (each) => isPaidBefore(each, part) || accountFor(each, part) === 'adjustments',
    );
    settled.set(place, (settled.get(place) ?? 0) + part.paid + sumOf(givenUp));
  };
  for (const [index, line] of payment.serviceLines.entries()) add(places[index], line);
  add(undefined, payment);
  // What was paid for the claim holds what was paid for its lines.
  settled.set(
    undefined,
    (settled.get(undefined) ?? 0) - payment.serviceLines.reduce((sum, line) => sum + line.paid, 0),
  );
}

/** By turn, the answers that count: without what they repeat of payers before, and what those after have taken over. */
function decisionsByTurn(answers: readonly CurrentAnswer[]): readonly (readonly CurrentAnswer[])[] {
  const settled: Settled = new Map();
  const turns = [...new Set(answers.map(({ turn }) => turn))].sort((one, other) => one - other);
  const byTurn = turns.map((turn, index) => {
    const before = new Map(settled);
    const own = answers
      .filter((answer) => answer.turn === turn)
      .map((answer) => (index === 0 ? answer : { ...answer, payment: withoutRepeats(answer, before) }));
    for (const answer of own) settle(settled, answer);
    return own;
  });
  return byTurn.map((own, index) => {
    const later = byTurn.slice(index + 1).flat();
    if (later.length === 0) return own;
    const decided = new Map<number | undefined, number>();
    for (const answer of later) decide(decided, answer);
    return withoutTakenOver(own, decided);
  });
}

/** The adjustments with which an answer leaves something to the patient. */
function shareOf({ payment }: CurrentAnswer): readonly Adjustment[] {
  return [payment, ...payment.serviceLines].flatMap((part) =>
    part.adjustments.filter((each) => accountFor(each, part) === 'receivable:patient'),
  );
}

function withoutShare(answer: CurrentAnswer): CurrentAnswer {
  const share = new Set(shareOf(answer));
  const less = <Part extends Pick<ClaimPayment, 'adjustments'>>(part: Part): Part => ({
    ...part,
    adjustments: part.adjustments.map((each) => (share.has(each) ? drawnTo(each, zeroCents) : each)),
  });
  const { payment } = answer;
  return { ...answer, payment: { ...less(payment), serviceLines: payment.serviceLines.map(less) } };
}

/**
 * The answers that count, in the order of their turns, each with its own decisions. What a payer has left to the patient
 * and the next one has not decided is the patient's only once a person has settled that.
 */
export function ownDecisions(answers: readonly CurrentAnswer[], isShareSettled: boolean): readonly CurrentAnswer[] {
  const byTurn = decisionsByTurn(answers);
  if (isShareSettled) return byTurn.flat();
  return byTurn.flatMap((own, index) => (index === byTurn.length - 1 ? own : own.map(withoutShare)));
}

/** What payers have left open and forbid to collect from the patient, and none after them has decided. */
export function protectedShare(answers: readonly CurrentAnswer[]): number {
  const parts = decisionsByTurn(answers)
    .flat()
    .flatMap(({ payment }) => [payment, ...payment.serviceLines]);
  return sumOf(parts.flatMap(({ adjustments }) => adjustments.filter(isForNextPayer)));
}

/** What payers have left to the patient, and none after them has decided. */
export function undecidedShare(answers: readonly CurrentAnswer[]): number {
  return sumOf(decisionsByTurn(answers).slice(0, -1).flat().flatMap(shareOf));
}
