import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim } from '../../shared/claims/index.ts';
import { balances, whereTheMoneyStands } from '../../shared/ledger/index.ts';
import { asCents } from '../../shared/money.ts';
import {
  type Adjustment,
  type ClaimPayment,
  currentAnswers,
  isWholeAnswered,
  type LinePayment,
} from '../../shared/remittance/index.ts';
import { claimOf } from './claim-of.ts';
import { back, booked, says, whole } from './said.ts';

const date = '2026-03-02';
const lines = claimOf(['71046', date], ['71046', date], ['99213', date], ['99213', '2026-03-03']);
/** Lines that differ by modifier alone, and by date alone. */
const claim: Claim = {
  ...lines,
  serviceLines: lines.serviceLines.map((line, place) => (place === 1 ? { ...line, procedureModifiers: ['76'] } : line)),
};
const places = claim.serviceLines.map((_, place) => place);

/** Of 1.00: what is paid, given up and laid on the patient; the rest is denied. Few amounts, so that many are alike. */
interface Decision {
  readonly paid: number;
  readonly adjusted: number;
  readonly patient: number;
}

const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.constant({ paid: 0, adjusted: 0, patient: 0 }),
  fc
    .record({ paid: fc.constantFrom(30, 40), adjusted: fc.constantFrom(20, 60), patient: fc.constant(0) })
    .map((said) => ({
      ...said,
      patient: 100 - said.paid - said.adjusted,
    })),
);

function lineOf(place: number, { paid, adjusted, patient }: Decision): LinePayment {
  const { procedureCode = '', procedureModifiers = [], serviceDate = date } = claim.serviceLines[place] ?? {};
  const reasons = [
    ['CO', '45', adjusted],
    ['PR', '2', patient],
    ['CO', '50', 100 - paid - adjusted - patient],
  ] as const;
  const adjustments = reasons.flatMap(([group, reasonCode, amount]): readonly Adjustment[] =>
    amount === 0 ? [] : [{ group, reasonCode, amount: asCents(amount) }],
  );
  return {
    procedureCode,
    procedureModifiers,
    serviceDate,
    charge: asCents(100),
    paid: asCents(paid),
    adjustments,
    remarkCodes: [],
  };
}

type Decided = ReadonlyMap<number, Decision>;

const saying = (decided: Decided): ClaimPayment =>
  says('1', ...[...decided].map(([place, each]) => lineOf(place, each)));
const byLine = (decided: Decided): readonly ClaimPayment[] => [...decided].map((each) => saying(new Map([each])));

/** A time at which a payer takes lines back and answers for lines, and how it says so. */
const turn = fc.record({
  takes: fc.subarray(places),
  answers: fc.array(decision, { minLength: places.length, maxLength: places.length }),
  isAnswered: fc.boolean(),
  isByLine: fc.boolean(),
  isTakenByLine: fc.boolean(),
  isWithoutLines: fc.boolean(),
  isCorrectedFirst: fc.boolean(),
});

/** What a payer says turn by turn, and what a clerk would have on his list in the end: for each line what stands. */
function live(turns: readonly (typeof turn extends fc.Arbitrary<infer Turn> ? Turn : never)[]) {
  const standing = new Map<number, Decision>();
  const said: ClaimPayment[] = [];
  for (const { takes, answers, isAnswered, isByLine, isTakenByLine, isWithoutLines, isCorrectedFirst } of turns) {
    const taken = new Map([...standing].filter(([place]) => takes.includes(place)));
    const isBare = isWithoutLines && !isTakenByLine && taken.size === places.length;
    const reversals = (taken.size === 0 ? [] : isTakenByLine ? byLine(taken) : [saying(taken)])
      .map((each) => (isBare ? whole(each) : each))
      .map(back);
    for (const place of taken.keys()) standing.delete(place);
    const open = isAnswered ? places.filter((place) => !standing.has(place)) : [];
    const given = new Map(open.flatMap((place) => (answers[place] === undefined ? [] : [[place, answers[place]]])));
    const corrections = given.size === 0 ? [] : isByLine ? byLine(given) : [saying(given)];
    for (const [place, each] of given) standing.set(place, each);
    said.push(...(isCorrectedFirst && !isBare ? [...corrections, ...reversals] : [...reversals, ...corrections]));
  }
  return { said, standing };
}

function sumsOf(standing: Decided) {
  const of = (amount: (each: Decision) => number) =>
    [...standing.values()].reduce((sum, each) => sum + amount(each), 0);
  return {
    billed: claim.totalCharge,
    paid: of(({ paid }) => paid),
    adjusted: of(({ adjusted }) => adjusted),
    denied: of(({ paid, adjusted, patient }) => 100 - paid - adjusted - patient),
    patient: of(({ patient }) => patient),
    writtenOff: 0,
    open: claim.totalCharge - standing.size * 100,
  };
}

test('however a payer takes back and corrects, and in whatever order it comes, what it decided last of each line stands', () => {
  const lives = fc.array(turn, { minLength: 1, maxLength: 4 }).chain((turns) => {
    const { said, standing } = live(turns);
    const indexes = said.map((_, index) => index);
    const order = fc.shuffledSubarray(indexes, { minLength: indexes.length });
    return fc.record({ said: fc.constant(said), standing: fc.constant(standing), order });
  });
  fc.assert(
    fc.property(lives, ({ said, standing, order }) => {
      expect(
        whereTheMoneyStands(
          balances(
            booked(
              claim,
              said,
              order.map((index) => [index]),
            ),
          ),
        ),
      ).toEqual(sumsOf(standing));
      const answers = currentAnswers(claim, () => undefined, said);
      expect(isWholeAnswered(claim, answers)).toBe(standing.size === places.length);
      const byPlace = answers.flatMap(({ payment, places }) =>
        payment.serviceLines.map((line, index) => [places[index] ?? -1, line] as const),
      );
      expect(new Map(byPlace)).toEqual(new Map([...standing].map(([place, each]) => [place, lineOf(place, each)])));
    }),
    { numRuns: 1_000 },
  );
});

test('of two lines that differ by modifier alone, the one that is named is taken back', () => {
  const paid = { paid: 40, adjusted: 60, patient: 0 };
  const less = { paid: 30, adjusted: 70, patient: 0 };
  const both = saying(
    new Map([
      [0, paid],
      [1, less],
    ]),
  );
  for (const [place, left] of [
    [0, 1],
    [1, 0],
  ] as const) {
    const taken = back(saying(new Map([[place, place === 0 ? paid : less]])));
    const [answer, ...others] = currentAnswers(claim, () => undefined, [both, taken]);
    expect(others).toEqual([]);
    expect(answer).toMatchObject({ places: [left], payment: { paid: left === 0 ? 40 : 30 } });
  }
});
