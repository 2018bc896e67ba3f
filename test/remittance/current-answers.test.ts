import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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

const claim = claimOf(['99213', '2026-03-02'], ['87880', '2026-03-02'], ['99213', '2026-03-03']);

/** What a payer says of a line of 1.00, by its letter: its payment and the reason of the rest. */
const saying = {
  paid: ['CO-45', 60],
  more: ['CO-45', 80],
  shared: ['PR-2', 70],
  denied: ['CO-50', 0],
  other: ['CO-97', 0],
  twice: ['CO-18', 0],
  after: ['OA-23', 30],
} as const satisfies Record<string, readonly [string, number]>;
type Saying = keyof typeof saying;

function line(position: number, said: Saying, charge = 100): LinePayment {
  const [code, paid] = saying[said];
  const [group = '', reasonCode = ''] = code.split('-');
  return {
    procedureCode: claim.serviceLines[position]?.procedureCode ?? 'other',
    ...(position in claim.serviceLines ? { serviceDate: claim.serviceLines[position]?.serviceDate ?? '' } : {}),
    procedureModifiers: [],
    charge: asCents(charge),
    paid: asCents(paid),
    adjustments: [{ group: group as Adjustment['group'], reasonCode, amount: asCents(charge - paid) }],
    remarkCodes: [],
  };
}

function all(said: Saying, statusCode = '1'): ClaimPayment {
  return says(statusCode, line(0, said), line(1, said), line(2, said));
}

const known = (decided: readonly ClaimPayment[]) => currentAnswers(claim, () => undefined, decided);

/** Each answer that counts, as the reasons of its lines. */
function counts(decided: readonly ClaimPayment[]): readonly string[] {
  return known(decided).map(({ payment: { adjustments, serviceLines } }) =>
    [adjustments, ...serviceLines.map((each) => each.adjustments)]
      .flat()
      .map(({ group, reasonCode }) => `${group}-${reasonCode}`)
      .join(' '),
  );
}

describe('of the answers to a submission', () => {
  test.each<[string, readonly ClaimPayment[], readonly string[], 'whole' | 'part']>([
    ['one counts', [all('paid')], ['CO-45 CO-45 CO-45'], 'whole'],
    [
      'parts count beside each other',
      [says('1', line(2, 'paid')), says('1', line(1, 'denied'))],
      ['CO-45', 'CO-50'],
      'part',
    ],
    [
      'halves of a line count beside each other',
      [says('1', line(1, 'paid', 60)), says('1', line(1, 'denied', 40))],
      ['CO-45', 'CO-50'],
      'part',
    ],
    ['the later of two for the same lines counts', [all('paid'), all('shared')], ['PR-2 PR-2 PR-2'], 'whole'],
    [
      'the later counts for its lines alone',
      [all('paid'), says('1', line(1, 'denied'))],
      ['CO-45 CO-45', 'CO-50'],
      'whole',
    ],
    ['the later counts without lines', [all('paid'), whole(all('denied'))], ['CO-50 CO-50 CO-50'], 'whole'],
    [
      'the later counts, the earlier being without lines',
      [whole(all('denied')), all('paid')],
      ['CO-45 CO-45 CO-45'],
      'whole',
    ],
    [
      'the later counts under a code that we did not send',
      [all('denied'), says('1', line(9, 'paid', 300))],
      ['CO-45'],
      'whole',
    ],
    [
      'a line for less than its charge leaves the rest of it',
      [says('1', line(1, 'paid', 60), line(2, 'paid'), line(3, 'paid'))],
      ['CO-45 CO-45 CO-45'],
      'part',
    ],
    [
      'the rest of a line may come by itself',
      [says('1', line(1, 'paid', 60), line(2, 'paid'), line(3, 'paid')), says('1', line(1, 'paid', 40))],
      ['CO-45 CO-45 CO-45', 'CO-45'],
      'whole',
    ],
    ['a denial as a duplicate counts for nothing', [all('paid'), all('twice', '4')], ['CO-45 CO-45 CO-45'], 'whole'],
    ['a denial as a duplicate counts when it is all there is', [all('twice', '4')], ['CO-18 CO-18 CO-18'], 'whole'],
    ['what was taken back does not count', [all('paid'), back(all('paid'))], [], 'part'],
    ['what was taken back before it came does not count', [back(all('paid')), all('paid')], [], 'part'],
    [
      'the one not taken back counts',
      [all('paid'), all('denied'), back(all('denied'))],
      ['CO-45 CO-45 CO-45'],
      'whole',
    ],
    [
      'a line that was taken back does not count',
      [all('paid'), back(says('1', line(1, 'paid')))],
      ['CO-45 CO-45'],
      'part',
    ],
    ['one taken back without its lines does not count', [all('paid'), back(whole(all('paid')))], [], 'part'],
    [
      'those of two payers count beside each other',
      [all('shared'), all('after', '2')],
      ['PR-2 PR-2 PR-2', 'OA-23 OA-23 OA-23'],
      'whole',
    ],
    ['a secondary payer alone counts once', [all('after', '2'), all('denied', '4')], ['CO-50 CO-50 CO-50'], 'whole'],
    ['a reversal of nothing counts with its money alone', [back(all('paid'))], [''], 'part'],
  ])('%s', (_name, decided, reasons, extent) => {
    expect(counts(decided).toSorted()).toEqual(reasons.toSorted());
    expect(isWholeAnswered(claim, known(decided)) ? 'whole' : 'part').toBe(extent);
  });
});

/** Answers that a payer may give, each of which may be reversed, in the order in which it decided. */
const decisions = fc
  .array(
    fc.record({
      said: fc.constantFrom<Saying>('paid', 'more', 'shared', 'denied', 'other', 'twice', 'after'),
      statusCode: fc.constantFrom('1', '1', '1', '4', '2'),
      lines: fc.subarray([0, 1, 2], { minLength: 1 }),
      isWhole: fc.boolean(),
      reversed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((answers) => {
    const made = answers.map(({ said, statusCode, lines, isWhole, reversed }) => {
      const payment = says(statusCode, ...lines.map((position) => line(position, said)));
      return { payment: isWhole ? whole(payment) : payment, reversed };
    });
    return [
      ...made.map(({ payment }) => payment),
      ...made.flatMap(({ payment, reversed }) => (reversed ? [back(payment)] : [])),
    ];
  });

describe('whatever a payer answers', () => {
  const inAnyOrder = decisions.chain((decided) => {
    const places = decided.map((_, index) => index);
    return fc.record({
      decided: fc.constant(decided),
      order: fc.shuffledSubarray(places, { minLength: places.length }),
      atOnce: fc.integer({ min: 1, max: 3 }),
    });
  });

  test('the order in which it comes makes no difference, and billed is the sum of the rest', () => {
    fc.assert(
      fc.property(inAnyOrder, ({ decided, order, atOnce }) => {
        const groups = Map.groupBy(order, (_, place) => Math.floor(place / atOnce));
        const sums = balances(booked(claim, decided, [...groups.values()]));
        expect(sums).toEqual(balances(booked(claim, decided, [decided.map((_, index) => index)])));
        const { billed, paid, ...rest } = whereTheMoneyStands(sums);
        expect(billed).toBe(claim.totalCharge);
        expect(paid + Object.values(rest).reduce((sum, each) => sum + each, 0)).toBe(billed);
        // All cash is booked, whatever becomes of the adjudication that it came with.
        expect(paid).toBe(decided.reduce((sum, payment) => sum + payment.paid, 0));
      }),
      { numRuns: 500 },
    );
  });

  test('nothing is denied, given up or laid on the patient beyond what was billed, and nothing below zero', () => {
    fc.assert(
      fc.property(decisions, (decided) => {
        const ofOnePayer = decided.map((payment) => ({
          ...payment,
          statusCode: payment.statusCode === '2' ? '1' : payment.statusCode,
        }));
        const sums = whereTheMoneyStands(balances(booked(claim, ofOnePayer, [ofOnePayer.map((_, index) => index)])));
        const { adjusted, denied, patient } = sums;
        expect(Math.min(adjusted, denied, patient)).toBeGreaterThanOrEqual(0);
        expect(adjusted + denied + patient).toBeLessThanOrEqual(sums.billed);
      }),
      { numRuns: 500 },
    );
  });
});
