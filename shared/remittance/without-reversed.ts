import { asCents } from '../money.ts';
import { isSamePayer } from './payer-turn.ts';
import type { Adjustment, ClaimPayment, LinePayment } from './remittance.ts';
import {
  chargedMore,
  type Likeness,
  paidEnough,
  reasonsOf,
  sameCharge,
  sameModifiers,
  samePaid,
  sameReasons,
  sameService,
} from './reversed-line.ts';

export const isReversal = ({ statusCode }: ClaimPayment): boolean => statusCode === '22';

type Payments = readonly ClaimPayment[];
/** Drops reversals, each with what it takes back. */
type Rule = (payments: Payments) => Payments;
/** Where the original of a reversal is looked for, what is nearest first. */
type Reach = (payments: Payments, at: number) => Payments;

const earlier: Reach = (payments, at) => payments.slice(0, at).toReversed();
const later: Reach = (payments, at) => payments.slice(at + 1);

const isEvery =
  <Part>(likenesses: readonly Likeness<Part>[]): Likeness<Part> =>
  (answer, reversed) =>
    likenesses.every((isAlike) => isAlike(answer, reversed));

const allReasons = ({ adjustments, serviceLines }: ClaimPayment): readonly Adjustment[] => [
  ...adjustments,
  ...serviceLines.flatMap((line) => line.adjustments),
];

const sameReasonsInAll: Likeness<ClaimPayment> = (answer, reversal) =>
  reasonsOf(allReasons(answer), 1) === reasonsOf(allReasons(reversal), -1);

const exactly = [sameService, sameModifiers, sameCharge, samePaid, sameReasons] as const;

/** Takes back one answer as a whole, or so many as `choose` says. */
function wholes(
  reach: Reach,
  choose: (answers: Payments, reversal: ClaimPayment) => Payments,
  isMeant = (_reversal: ClaimPayment) => true,
): Rule {
  return (payments) => {
    const gone = new Set<ClaimPayment>();
    for (const [at, reversal] of payments.entries()) {
      if (!isReversal(reversal) || !isMeant(reversal)) continue;
      const answers = reach(payments, at).filter((each) => !isReversal(each) && !gone.has(each));
      const originals = choose(answers, reversal);
      if (originals.length > 0) for (const each of [reversal, ...originals]) gone.add(each);
    }
    return payments.filter((payment) => !gone.has(payment));
  };
}

const one =
  (...likenesses: readonly Likeness<ClaimPayment>[]) =>
  (answers: Payments, reversal: ClaimPayment): Payments =>
    answers.filter((answer) => isEvery(likenesses)(answer, reversal)).slice(0, 1);

/** The latest parts that make up charge and payment together. */
function together(answers: Payments, reversal: ClaimPayment): Payments {
  const parts: ClaimPayment[] = [];
  let { charge, paid }: { charge: number; paid: number } = reversal;
  for (const answer of answers.filter((each) => isSamePayer(each, reversal))) {
    if (charge >= 0) break;
    parts.push(answer);
    charge += answer.charge;
    paid += answer.paid;
  }
  return charge === 0 && paid === 0 ? parts : [];
}

/** What is taken back of a protected share is protected too, also where no remark says so again. */
function protectedAlike(reversed: readonly Adjustment[], answered: readonly Adjustment[]): readonly Adjustment[] {
  const isProtected = ({ group, reasonCode }: Adjustment): boolean =>
    answered.some((each) => each.isProtected && each.group === group && each.reasonCode === reasonCode);
  return reversed.map((each) => (isProtected(each) ? { ...each, isProtected: true } : each));
}

/** The sum of an answer, or of a line of it, and of what takes back a part; undefined where nothing is left. */
function net<Part extends ClaimPayment | LinePayment>(
  answer: Part,
  reversed: Part,
  reasons: readonly Adjustment[],
): Part | undefined {
  const charge = asCents(answer.charge + reversed.charge);
  const paid = asCents(answer.paid + reversed.paid);
  if (charge === 0) return undefined;
  const adjustments = [...answer.adjustments, ...protectedAlike(reasons, answer.adjustments)];
  return { ...answer, charge, paid, adjustments };
}

/** Takes back line by line; of an answer for more than the line that is reversed, the rest stands. */
function lines(
  reach: Reach,
  likenesses: readonly Likeness<LinePayment>[],
  isMeant = (_reversed: LinePayment) => true,
): Rule {
  // The same reasons tell the original, under whichever number the payer pays.
  const isOfPayer: Likeness<ClaimPayment> = likenesses.includes(sameReasons) ? () => true : isSamePayer;
  return (payments) => {
    const left = new Map<LinePayment, LinePayment | undefined>();
    const restOf = (line: LinePayment) => (left.has(line) ? left.get(line) : line);
    for (const [at, reversal] of payments.entries()) {
      if (!isReversal(reversal)) continue;
      const answers = reach(payments, at)
        .filter((each) => !isReversal(each) && isOfPayer(each, reversal))
        .flatMap(({ serviceLines }) => serviceLines);
      for (const reversed of reversal.serviceLines.filter(isMeant)) {
        const original = answers.find((answer) => {
          const rest = restOf(answer);
          return rest !== undefined && isEvery(likenesses)(rest, reversed);
        });
        if (original === undefined) continue;
        const rest = net(restOf(original) ?? original, reversed, reversed.adjustments);
        left.set(original, rest).set(reversed, undefined);
      }
    }
    return left.size === 0 ? payments : payments.flatMap((payment) => withLines(payment, left));
  };
}

/** The payment with what is left of its lines, and with the sums of these. */
function withLines(payment: ClaimPayment, left: ReadonlyMap<LinePayment, LinePayment | undefined>): Payments {
  if (!payment.serviceLines.some((line) => left.has(line))) return [payment];
  const serviceLines = payment.serviceLines.flatMap((line) => (left.has(line) ? (left.get(line) ?? []) : [line]));
  if (serviceLines.length === 0) return [];
  const less = (of: 'charge' | 'paid') =>
    asCents(sumOf(serviceLines, of) - sumOf(payment.serviceLines, of) + payment[of]);
  return [{ ...payment, serviceLines, charge: less('charge'), paid: less('paid') }];
}

const sumOf = (serviceLines: readonly LinePayment[], of: 'charge' | 'paid'): number =>
  serviceLines.reduce((sum, line) => sum + line[of], 0);

/** Takes back parts of an answer without lines. */
function parts(isMeant: (reversal: ClaimPayment) => boolean): Rule {
  return (payments) => {
    const left = new Map<ClaimPayment, ClaimPayment | undefined>();
    for (const [at, reversal] of payments.entries()) {
      if (!isReversal(reversal) || !isMeant(reversal)) continue;
      const answers = earlier(payments, at).filter((each) => !isReversal(each) && each.serviceLines.length === 0);
      const isEnough = (rest: ClaimPayment | undefined): boolean =>
        rest !== undefined && rest.charge + reversal.charge >= 0 && paidEnough(rest, reversal);
      const original = answers.find(
        (each) => isSamePayer(each, reversal) && isEnough(left.has(each) ? left.get(each) : each),
      );
      if (original === undefined) continue;
      left.set(original, net(left.get(original) ?? original, reversal, allReasons(reversal))).set(reversal, undefined);
    }
    return payments.flatMap((payment) => (left.has(payment) ? (left.get(payment) ?? []) : [payment]));
  };
}

const said = (line: LinePayment): string =>
  [
    line.providerControlNumber,
    line.procedureCode,
    line.procedureModifiers,
    line.serviceDate,
    line.charge,
    line.paid,
    reasonsOf(line.adjustments, 1),
  ].join(' ');

const saidInAll = (payment: ClaimPayment): string =>
  [payment.charge, payment.paid, reasonsOf(allReasons(payment), 1)].join(' ');

/** Whether a reversal says what no other one says: one that comes twice takes nothing else back the second time. */
function isOnce<Part>(all: readonly Part[], say: (part: Part) => string): (part: Part) => boolean {
  const count = Map.groupBy(all, say);
  return (part) => (count.get(say(part)) ?? []).length < 2;
}

/**
 * From what looks most like the original to what does least. A payer takes back what it has decided before, so a correction
 * that comes after the reversal stands; only what it repeats to the cent may have been decided later.
 */
function rulesFor(payments: Payments): readonly Rule[] {
  const reversals = payments.filter(isReversal);
  const reversedLines = reversals.flatMap(({ serviceLines }) => serviceLines);
  const isLineOnce = isOnce(reversedLines, said);
  const isWholeOnce = isOnce(reversals, saidInAll);
  return [
    lines(earlier, exactly),
    lines(earlier, [sameService, sameModifiers, sameCharge, samePaid]),
    lines(earlier, [sameService, sameCharge, samePaid, sameReasons]),
    lines(earlier, [sameService, sameCharge, samePaid]),
    wholes(earlier, one(sameCharge, samePaid, sameReasonsInAll)),
    wholes(earlier, one(isSamePayer, sameCharge, samePaid)),
    wholes(earlier, together),
    lines(later, exactly),
    wholes(later, one(sameCharge, samePaid, sameReasonsInAll)),
    lines(earlier, [sameService, sameModifiers, sameCharge, paidEnough], isLineOnce),
    lines(earlier, [sameService, sameCharge, paidEnough], isLineOnce),
    wholes(earlier, one(isSamePayer, sameCharge, paidEnough), isWholeOnce),
    lines(earlier, [sameService, sameModifiers, chargedMore, paidEnough]),
    lines(earlier, [sameService, chargedMore, paidEnough]),
    parts(isWholeOnce),
  ];
}

/**
 * What is left of a payer's answers once its reversals (22) have taken back theirs, in the order in which it decided. A
 * reversal of which nothing is found stays, until what it takes back has come.
 */
export function withoutReversed(payments: Payments): Payments {
  return rulesFor(payments).reduce((left, takeBack) => takeBack(left), payments);
}

/** Whether the reversal takes back one of these, or lines of them, that no other one has. */
export function takesBack(reversal: ClaimPayment, payments: Payments): boolean {
  return !withoutReversed([...payments, reversal]).includes(reversal);
}

/** Whether it takes back as a whole one of these that stands: the same charge and payment, to the cent. */
export function takesBackWhole(reversal: ClaimPayment, payments: Payments): boolean {
  return withoutReversed(payments).some(
    (payment) => !isReversal(payment) && sameCharge(payment, reversal) && samePaid(payment, reversal),
  );
}
