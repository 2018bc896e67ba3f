import type { Adjustment, LinePayment } from './remittance.ts';

/** Whether an answer looks in some way like what a reversal of it repeats with the opposite sign. */
export type Likeness<Part> = (answer: Part, reversed: Part) => boolean;

/** Amounts by group and reason, with this sign: those of a reversal and of what it takes back look alike. */
export function reasonsOf(adjustments: readonly Adjustment[], sign: 1 | -1): string {
  const sums = new Map<string, number>();
  for (const { group, reasonCode, amount } of adjustments) {
    const reason = `${group}-${reasonCode}`;
    sums.set(reason, (sums.get(reason) ?? 0) + sign * amount);
  }
  const said = [...sums].flatMap(([reason, sum]) => (sum === 0 ? [] : [`${reason} ${sum}`]));
  return said.sort().join();
}

/** Our line control numbers, where both have one: these tell more than anything else. */
function sameNumber(answer: LinePayment, reversed: LinePayment): boolean | undefined {
  const [ours, theirs] = [answer.providerControlNumber, reversed.providerControlNumber];
  return ours === undefined || theirs === undefined ? undefined : ours === theirs;
}

export const sameService: Likeness<LinePayment> = (answer, reversed) =>
  sameNumber(answer, reversed) ??
  (answer.procedureCode === reversed.procedureCode &&
    (answer.serviceDate ?? reversed.serviceDate) === (reversed.serviceDate ?? answer.serviceDate));

export const sameModifiers: Likeness<LinePayment> = (answer, reversed) =>
  sameNumber(answer, reversed) ??
  answer.procedureModifiers.toSorted().join() === reversed.procedureModifiers.toSorted().join();

export const sameReasons: Likeness<LinePayment> = (answer, reversed) =>
  reasonsOf(answer.adjustments, 1) === reasonsOf(reversed.adjustments, -1);

type Sums = Pick<LinePayment, 'charge' | 'paid'>;

export const sameCharge: Likeness<Sums> = (answer, reversed) => answer.charge + reversed.charge === 0;

export const samePaid: Likeness<Sums> = (answer, reversed) => answer.paid + reversed.paid === 0;

/** What was paid is enough for what is taken back. */
export const paidEnough: Likeness<Sums> = (answer, reversed) => answer.paid + reversed.paid >= 0;

/** Only a part of the charge is taken back. */
export const chargedMore: Likeness<Sums> = (answer, reversed) =>
  reversed.charge < 0 && answer.charge + reversed.charge > 0;
