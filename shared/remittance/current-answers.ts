import type { Claim } from '../claims/index.ts';
import { isDuplicateDenial } from './duplicate-denial.ts';
import { payerTurn } from './payer-turn.ts';
import type { ClaimPayment, LinePayment } from './remittance.ts';
import { type PositionOf, servicePlaces } from './service-places.ts';
import { isReversal, withoutReversed } from './without-reversed.ts';

/** What counts of one answer: the payment with the lines that no later answer has taken over. */
export interface CurrentAnswer {
  readonly payment: ClaimPayment;
  /** Which payer answers: 1 for the claim's first. */
  readonly turn: number;
  /** The claim's lines (from 0) that it adjudicates. */
  readonly positions: readonly number[];
  /** Of each of its service lines, the claim's line; undefined for a service that we did not send. */
  readonly places: readonly (number | undefined)[];
}

/** What the answers that were looked at have adjudicated: line by line, and beside the lines that we sent. */
class Adjudicated {
  readonly #claim: Claim;
  readonly #positionOf: PositionOf;
  readonly #byLine = new Map<number, number>();
  #beside = 0;

  constructor(claim: Claim, positionOf: PositionOf) {
    this.#claim = claim;
    this.#positionOf = positionOf;
  }

  /** The line of each answer of a payment; undefined for a service that we did not send. Each takes a line of its own. */
  places(answers: readonly LinePayment[]): readonly (number | undefined)[] {
    return servicePlaces(this.#claim, answers, this.#positionOf, (place) => !this.#byLine.has(place));
  }

  /** Whether so much of the line is still to be adjudicated. What nobody adjudicated has room for anything. */
  hasRoomInLine(place: number, charge: number): boolean {
    const before = this.#byLine.get(place) ?? 0;
    return before === 0 || before + charge <= (this.#claim.serviceLines[place]?.charge ?? 0);
  }

  /** Whether so much of the claim is, where what was adjudicated, or is to be, can't be told by lines. */
  hasRoomInClaim(charge: number, isByLines: boolean): boolean {
    if (isByLines && this.#beside === 0) return true;
    const before = this.#beside + [...this.#byLine.values()].reduce((sum, each) => sum + each, 0);
    return before === 0 || before + charge <= this.#claim.totalCharge;
  }

  add(place: number | undefined, charge: number): void {
    if (place === undefined) this.#beside += charge;
    else this.#byLine.set(place, (this.#byLine.get(place) ?? 0) + charge);
  }
}

/** What is left of an answer beside those decided later; undefined when they say it all. */
function leftBeside(later: Adjudicated, claim: Claim, payment: ClaimPayment, turn: number): CurrentAnswer | undefined {
  if (payment.serviceLines.length === 0) {
    if (!later.hasRoomInClaim(payment.charge, false)) return undefined;
    later.add(undefined, payment.charge);
    return { payment, turn, positions: claim.serviceLines.map((_, position) => position), places: [] };
  }
  const charges = new Map<number | undefined, number>();
  const placed = later.places(payment.serviceLines).map((place, index) => {
    const answer = payment.serviceLines[index];
    charges.set(place, (charges.get(place) ?? 0) + (answer?.charge ?? 0));
    return { place, answer };
  });
  const open = [...charges].filter(([place, charge]) => place === undefined || later.hasRoomInLine(place, charge));
  const isByLines = open.every(([place]) => place !== undefined);
  const charge = open.reduce((sum, [, each]) => sum + each, 0);
  if (open.length === 0 || !later.hasRoomInClaim(charge, isByLines)) return undefined;
  for (const [place, each] of open) later.add(place, each);
  const isOpen = new Set(open.map(([place]) => place));
  const left = placed.filter(({ place }) => isOpen.has(place));
  return {
    payment: { ...payment, serviceLines: left.flatMap(({ answer }) => answer ?? []) },
    turn,
    positions: [...isOpen].filter((place) => place !== undefined),
    places: left.map(({ place }) => place),
  };
}

/**
 * The answers to one attempt that count, of all that came in the order in which the payer decided. A charge is
 * adjudicated once by each payer: parts of a claim stand beside each other, and of two answers for the same charge the
 * later one counts, whether or not the earlier one was reversed. A denial as a duplicate takes nothing over. A reversal of
 * what has not come counts with its money alone.
 */
export function currentAnswers(
  claim: Claim,
  positionOf: PositionOf,
  payments: readonly ClaimPayment[],
): readonly CurrentAnswer[] {
  const left = withoutReversed(payments);
  const answers = left.filter((payment) => !isReversal(payment));
  const latestFirst = [
    ...answers.filter((payment) => !isDuplicateDenial(payment)).toReversed(),
    ...answers.filter(isDuplicateDenial).toReversed(),
  ];
  const byTurn = new Map<number, Adjudicated>();
  const current = latestFirst.flatMap((payment) => {
    const turn = payerTurn(payment, answers);
    const later = byTurn.get(turn) ?? new Adjudicated(claim, positionOf);
    byTurn.set(turn, later);
    return leftBeside(later, claim, payment, turn) ?? [];
  });
  const takenBack = left.filter(isReversal).map((payment) => ({
    // What it would take back beside money is not there.
    payment: { ...payment, adjustments: [], serviceLines: [] },
    turn: 1,
    positions: [],
    places: [],
  }));
  return [...takenBack, ...current].toReversed();
}

/** Whether a payer has answered for the whole charge of every line, or of the claim under codes that we did not send. */
export function isWholeAnswered(claim: Claim, current: readonly CurrentAnswer[]): boolean {
  const answers = current.filter(({ payment }) => !isReversal(payment));
  const byTurn = [...Map.groupBy(answers, ({ turn }) => turn).values()];
  if (byTurn.some((said) => chargeOf(said) >= claim.totalCharge)) return true;
  return claim.serviceLines.every((line, place) => byTurn.some((said) => chargeOf(said, place) >= line.charge));
}

/** Whether money was taken back of which nothing says for what: the answer that it takes back has not come. */
export function isExcessTakenBack(current: readonly CurrentAnswer[]): boolean {
  return current.some(({ payment }) => isReversal(payment));
}

/** What the answers say that was charged: in all, or for one of the claim's lines. */
function chargeOf(answers: readonly CurrentAnswer[], place?: number): number {
  const charges = answers.flatMap(({ payment: { charge, serviceLines }, places }): readonly number[] => {
    if (serviceLines.length === 0) return place === undefined ? [charge] : [];
    return serviceLines.flatMap((line, at) => (place === undefined || places[at] === place ? [line.charge] : []));
  });
  return charges.reduce((sum, charge) => sum + charge, 0);
}
