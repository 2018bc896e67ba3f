import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withProtectedShares } from '../../shared/remittance/index.ts';
import { remediesOf } from '../../shared/use-cases/index.ts';
import { correct, theClaim } from './one-claim.ts';
import { answer, inFull, type LineAnswer, part, pay, reversal } from './payer-answers.ts';
import {
  closed,
  closedMeansNothingOpen,
  nothing,
  paidOnce,
  plays,
  type Row,
  release,
  type Step,
  send,
  stands,
} from './play-claims.ts';
import { temporaryHome } from './run-home.ts';

/** What the payer of this turn says; a claim that its first payer forwards names no other one. */
const payer =
  (statusCode: string, paymentDate: string, lines: readonly LineAnswer[], only?: number, isTakenBack = false): Step =>
  async (home) => {
    const file = await theClaim(home, 'A');
    const whole = answer(file, file.submissions.length, statusCode, lines);
    const said = only === undefined ? whole : part(whole, only);
    await pay(home, file, paymentDate, isTakenBack ? reversal(said) : said);
  };
const forwarded = [payer('19', '2026-05-01', inFull), { A: { reasons: ['next-payer'] } }] as const;
const of = (first: LineAnswer, second: LineAnswer): readonly LineAnswer[] => [first, second];
const line = (paid: number, adjusted: Readonly<Record<string, number>>): LineAnswer => ({ paid, adjusted });

/** It pays nothing and calls all of it the first one's. */
const nothingMore = of(line(0, { 'OA-23': 16_500 }), line(0, { 'OA-23': 3_800 }));
const ten = of(line(1_000, { 'OA-23': 15_500 }), line(0, { 'OA-23': 3_800 }));
/** It pays all of the share, and says so of the first line alone. */
const onOneLine = of(line(2_370, { 'OA-23': 14_130 }), line(0, { 'OA-23': 3_800 }));
const twenty = of(line(2_000, { 'OA-23': 14_460, 'CO-45': 40 }), line(0, { 'OA-23': 3_470, 'CO-45': 330 }));
const deductible = of(line(0, { 'PR-1': 16_500 }), line(0, { 'PR-1': 3_800 }));

const unshared = { ...paidOnce, patient: 0 };
const held = (amount: number, money: object) => ({
  status: 'held',
  reasons: ['patient-share'],
  openWork: [`patient-share ${amount}`],
  money,
  statements: [],
});

describe('what a payer has left to the patient, and the next one has not decided', () => {
  test.each<Row>([
    [
      'is held for a person, who may bill it: of a payer that pays nothing',
      [
        forwarded,
        [payer('2', '2026-05-20', nothingMore), { A: held(2_370, { ...unshared, open: 2_370 }) }],
        [release('A'), { A: { ...closed, statements: [2_370] } }],
      ],
    ],
    [
      'is what is left beside its payment',
      [
        forwarded,
        [payer('2', '2026-05-20', ten), { A: held(1_370, { ...unshared, paid: 10_480, open: 1_370 }) }],
        [release('A'), { A: { ...closed, money: { ...paidOnce, paid: 10_480, patient: 1_370 }, statements: [1_370] } }],
      ],
    ],
    [
      'is all of the charge where that was the deductible',
      [
        [payer('19', '2026-05-01', deductible), { A: { openWork: ['next-payer 20300'] } }],
        [payer('2', '2026-05-20', nothingMore), { A: held(20_300, { ...nothing, billed: 20_300, open: 20_300 }) }],
        [
          release('A'),
          { A: { ...closed, money: { ...nothing, billed: 20_300, patient: 20_300 }, statements: [20_300] } },
        ],
      ],
    ],
    [
      'is nothing where it pays as much for another line',
      [
        forwarded,
        [
          payer('2', '2026-05-20', onOneLine),
          { A: { ...closed, money: { ...unshared, paid: 11_850 }, statements: [] } },
        ],
      ],
    ],
    [
      "is the patient's at once where a person had said before that nobody else is billed",
      [
        forwarded,
        [release('A'), { A: { ...closed, statements: [2_370] } }],
        [
          payer('2', '2026-05-20', ten),
          { A: { ...closed, money: { ...paidOnce, paid: 10_480, patient: 1_370 }, statements: [2_370, 1_370] } },
        ],
      ],
    ],
    [
      'is no longer open once it answers anew',
      [
        forwarded,
        [payer('2', '2026-05-20', nothingMore), { A: held(2_370, { ...unshared, open: 2_370 }) }],
        [
          payer('2', '2026-06-20', onOneLine),
          { A: { ...closed, money: { ...unshared, paid: 11_850 }, statements: [] } },
        ],
      ],
    ],
  ])('%s', (_name, steps) => plays(steps));

  test('grows when the first payer takes its answer back and pays less', async () => {
    const less = of(line(7_800, { 'CO-45': 6_300, 'PR-2': 2_400 }), line(1_200, { 'CO-45': 2_150, 'PR-2': 450 }));
    const anew: Step = async (home) => {
      const file = await theClaim(home, 'A');
      await pay(home, file, '2026-06-01', reversal(answer(file, 1, '19', inFull)), answer(file, 1, '1', less));
    };
    const money = { ...nothing, billed: 20_300, paid: 11_000, adjusted: 8_820 };
    await plays([
      forwarded,
      [payer('2', '2026-05-20', twenty), { A: { ...closed, money: { ...money, paid: 11_480 } } }],
      [anew, { A: held(480, { ...money, open: 480 }) }],
      [release('A'), { A: { ...closed, money: { ...money, patient: 480 }, statements: [480] } }],
    ]);
  });

  test('stands beside a denial, and leaves it in follow-up when it is billed', () => {
    const inPart = of(line(8_160, { 'CO-45': 6_300, 'PR-2': 2_040 }), line(0, { 'CO-16': 3_800 }));
    const money = { ...nothing, billed: 20_300, paid: 8_160, adjusted: 6_300, denied: 3_800 };
    const both = {
      status: 'partially-denied',
      reasons: ['denied-CO-16', 'patient-share'],
      money: { ...money, open: 2_040 },
    };
    const denial = { status: 'partially-denied', reasons: ['denied-CO-16'], openWork: ['partial-denial 3800'] };
    return plays([
      [payer('19', '2026-05-01', inPart), { A: { openWork: ['partial-denial 3800', 'next-payer 5840'] } }],
      [payer('2', '2026-05-20', nothingMore), { A: both }],
      [release('A'), { A: { ...denial, money: { ...money, patient: 2_040 }, statements: [2_040] } }],
    ]);
  });
});

test('a claim is closed only when nothing is open, whatever two payers say', async () => {
  const said = fc.constantFrom<Readonly<Record<string, number>>>(
    { 'CO-45': 40, 'PR-2': 20 },
    { 'OA-23': 60, 'PR-1': 5 },
    { 'PR-1': 100 },
    { 'OA-23': 100 },
    { 'OA-23': 80, 'CO-45': 10 },
    { 'CO-50': 100 },
    { 'CO-18': 100 },
  );
  const percent = (charge: number, of: Readonly<Record<string, number>>): LineAnswer => {
    const adjusted = Object.entries(of).map(([reason, share]) => [reason, (charge * share) / 100] as const);
    return line(charge - adjusted.reduce((sum, [, amount]) => sum + amount, 0), Object.fromEntries(adjusted));
  };
  const answers = fc.array(
    fc.record({
      payer: fc.constantFrom('1', '19', '2', '2'),
      lines: fc.tuple(said, said),
      only: fc.constantFrom(undefined, undefined, 0, 1),
      isTakenBack: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(answers, async (all) => {
      using home = await temporaryHome();
      await send('A', 'SILENT8')(home);
      for (const [month, { payer: statusCode, lines, only, isTakenBack }] of all.entries()) {
        const both = of(percent(16_500, lines[0]), percent(3_800, lines[1]));
        await payer(statusCode, `2026-0${month + 4}-01`, both, only)(home);
        if (isTakenBack) await payer(statusCode, `2026-0${month + 4}-15`, both, only, true)(home);
        await closedMeansNothingOpen(home);
      }
      await home.time.run();
      const { status, openWork } = await stands(home, 'A');
      expect(status === 'closed' || openWork.length > 0, status).toBe(true);
    }),
    { numRuns: 20 },
  );
}, 60_000);

describe('what a payer forbids to collect from the patient', () => {
  const agreed = of(line(8_160, { 'CO-45': 6_300, 'OA-209': 2_040 }), line(1_320, { 'CO-45': 2_150, 'PR-2': 330 }));
  const medicaid = of(line(2_040, { 'OA-23': 14_460 }), line(0, { 'OA-23': 3_470, 'CO-45': 330 }));
  const spared = (cents: number, rest: object = {}) => ({
    status: 'held',
    reasons: ['protected-share'],
    openWork: [`protected-share ${cents}`],
    money: { ...unshared, open: cents },
    statements: [],
    ...rest,
  });
  const settled = { ...closed, money: { ...unshared, paid: 11_520, adjusted: 8_780 }, statements: [] };
  const remarked: Step = async (home) => {
    const file = await theClaim(home, 'A');
    await pay(
      home,
      file,
      '2026-05-01',
      withProtectedShares({ ...answer(file, 1, '1', inFull), remarkCodes: ['N782'] }),
    );
  };
  const unpaid = of(line(0, { 'CO-45': 6_300, 'OA-209': 10_200 }), line(0, { 'CO-45': 2_150, 'OA-209': 1_650 }));

  test.each<Row>([
    [
      'waits for a person, and a release bills nobody: of a beneficiary whose cost sharing a remark protects',
      [
        [remarked, { A: spared(2_370) }],
        [release('A'), { A: spared(2_370) }],
        [payer('2', '2026-05-20', medicaid), { A: settled }],
      ],
    ],
    [
      'of a line that is not paid',
      [
        [
          payer('1', '2026-05-01', unpaid),
          { A: spared(11_850, { money: { ...nothing, billed: 20_300, adjusted: 8_450, open: 11_850 } }) },
        ],
      ],
    ],
    [
      'is work for the next payer beside the share of the patient, and is not billed with that',
      [
        [payer('19', '2026-05-01', agreed), { A: { reasons: ['next-payer'], openWork: ['next-payer 2370'] } }],
        [release('A'), { A: spared(2_040, { money: { ...unshared, patient: 330, open: 2_040 }, statements: [330] }) }],
      ],
    ],
    [
      'is what the next payer pays',
      [
        [payer('19', '2026-05-01', agreed), { A: { openWork: ['next-payer 2370'] } }],
        [payer('2', '2026-05-20', medicaid), { A: settled }],
      ],
    ],
    [
      'stays open where the next payer does not decide it',
      [
        [payer('19', '2026-05-01', agreed), { A: { openWork: ['next-payer 2370'] } }],
        [payer('2', '2026-05-20', nothingMore), { A: { openWork: ['patient-share 330'], statements: [] } }],
        [release('A'), { A: { openWork: ['protected-share 2040'], statements: [330] } }],
      ],
    ],
  ])('%s', (_name, steps) => plays(steps));
});

describe('what no payer accounts for', () => {
  const [first = line(0, {}), second = first] = inFull;
  const half = of(first, line(0, { 'OA-23': 2_470, 'CO-45': 1_330 }));
  const money = { ...nothing, billed: 20_300, paid: 8_160, adjusted: 7_630, patient: 2_040, open: 2_470 };
  const open = { status: 'held', reasons: ['open-balance'], openWork: ['open-balance 2470'] };

  test('holds the claim, released or not, until the answer that is missing comes', async () => {
    await plays([
      [payer('1', '2026-05-01', inFull, 0), { A: { status: 'in-process' } }],
      [
        payer('2', '2026-05-20', half, 1),
        {
          A: {
            ...open,
            money: { ...money, adjusted: 7_630, patient: 0, open: 4_510 },
            openWork: ['patient-share 2040'],
            reasons: ['patient-share'],
          },
        },
      ],
      [release('A'), { A: { ...open, money } }],
      [release('A'), { A: { ...open, money } }],
      [payer('1', '2026-06-01', of(first, second), 1), { A: { status: 'closed' } }],
    ]);
  });

  test('can be corrected, which sends the claim again', async () => {
    using home = await temporaryHome();
    await send('A', 'SILENT8')(home);
    await payer('1', '2026-05-01', inFull, 0)(home);
    await payer('2', '2026-05-20', half, 1)(home);
    await release('A')(home);
    const { record } = await theClaim(home, 'A');
    expect(await remediesOf(home.services.items, record)).toEqual({ canCorrect: true, canRelease: false });
    await correct(home, 'priorAuthorizationNumber=PA1');
    expect((await theClaim(home, 'A')).submissions).toHaveLength(2);
  });
});
