import { describe, expect, test } from 'vitest';
import { withProtectedShares } from '../../shared/remittance/index.ts';
import { billPatient } from '../../shared/use-cases/index.ts';
import { biller, scope, theClaim } from './one-claim.ts';
import { answer, inFull, type LineAnswer, pay, reversal } from './payer-answers.ts';
import { closed, denial, nothing, plays, type Row, release, type Step, says } from './play-claims.ts';

const notCovered: readonly LineAnswer[] = [
  { paid: 0, adjusted: { 'PR-96': 16_500 } },
  { paid: 0, adjusted: { 'PR-204': 3_800 } },
];
const inPart: readonly LineAnswer[] = [
  { paid: 0, adjusted: { 'CO-50': 16_500 } },
  { paid: 0, adjusted: { 'PR-96': 3_800 } },
];
/** Sent again, the first line is paid, and the second came before. */
const repeated: readonly LineAnswer[] = [
  { paid: 10_000, adjusted: { 'CO-45': 6_500 } },
  { paid: 0, adjusted: { 'CO-18': 3_800 } },
];
const denies =
  (paymentDate: string, lines: readonly LineAnswer[], back = false, statusCode = '4'): Step =>
  async (home) => {
    const file = await theClaim(home, 'A');
    const said = answer(file, file.submissions.length, statusCode, lines);
    await pay(home, file, paymentDate, back ? reversal(said) : said);
  };
/** The share of the first line is protected, and the second is not covered. */
const spared: Step = async (home) => {
  const file = await theClaim(home, 'A');
  const paid: LineAnswer = { paid: 8_160, adjusted: { 'CO-45': 6_300, 'PR-2': 2_040 } };
  const said = answer(file, 1, '1', [paid, { paid: 0, adjusted: { 'PR-96': 3_800 } }]);
  await pay(home, file, '2026-05-01', withProtectedShares({ ...said, remarkCodes: ['N781'] }));
};
const bill: Step = async (home) => {
  const { claimId } = (await theClaim(home, 'A')).record;
  for (const _ of [1, 2]) {
    expect(await billPatient(scope, biller, home.services, claimId)).toEqual({ ok: true, value: 'billed' });
  }
  await home.time.run();
};
const isRefused =
  (message: string): Step =>
  async (home) => {
    const { claimId } = (await theClaim(home, 'A')).record;
    const said = await billPatient(scope, biller, home.services, claimId);
    expect(said).toMatchObject({ problem: [{ field: 'status', message }] });
  };

const billed = { ...nothing, billed: 20_300 };
const all = { ...closed, money: { ...billed, patient: 20_300 }, statements: [20_300] };
const rest = {
  status: 'partially-denied',
  reasons: ['denied-CO-50'],
  openWork: ['partial-denial 16500'],
  money: { ...billed, denied: 16_500, patient: 3_800 },
  statements: [3_800],
};
const shared = { ...billed, paid: 8_160, adjusted: 6_300, open: 2_040 };
const mended = { ...billed, paid: 10_000, adjusted: 6_500, patient: 3_800 };
const nothingLaid = 'nothing that was denied was laid on the patient (PR)';

describe('what was denied and laid on the patient', () => {
  test.each<Row>([
    [
      'is billed to him, and stays so when it is said again',
      [
        [denies('2026-05-01', notCovered), { A: { status: 'denied', money: { ...billed, denied: 20_300 } } }],
        [bill, { A: all }],
        [isRefused('the claim is closed: it waits for nobody'), {}],
        [denies('2026-05-20', notCovered), { A: all }],
        // Of the two the first stands.
        [denies('2026-05-30', notCovered, true), { A: all }],
      ],
    ],
    [
      'is no more once that is taken back',
      [
        [denies('2026-05-01', notCovered), {}],
        [bill, { A: all }],
        [denies('2026-05-30', notCovered, true), { A: { money: { ...billed, open: 20_300 }, openWork: [] } }],
        [says('A', '2026-06-09', inFull), { A: { ...closed, statements: [20_300, 2_370] } }],
      ],
    ],
    [
      'leaves the rest in follow-up, of which nothing is his',
      [
        [denies('2026-05-01', inPart), { A: { reasons: ['denied-CO-50', 'denied-PR-96'] } }],
        [bill, { A: rest }],
        [isRefused(nothingLaid), { A: rest }],
        [release('A'), { A: { status: 'overdue', statements: [3_800] } }],
        // What was sent again is denied again: whether he is billed for that is to be said anew.
        [denies('2026-06-01', inPart), { A: { money: { ...billed, denied: 20_300 }, statements: [3_800, 0] } }],
      ],
    ],
    [
      'is his still where what is sent again is denied as a duplicate',
      [
        [denies('2026-05-01', inPart), {}],
        [bill, { A: rest }],
        [release('A'), { A: { status: 'overdue' } }],
        [denies('2026-06-01', repeated, false, '1'), { A: { ...closed, money: mended, statements: [3_800] } }],
      ],
    ],
    [
      'is his also where that was told to be a duplicate before, whatever the payer says again',
      [
        [denies('2026-05-01', inPart), {}],
        [release('A'), { A: { status: 'overdue' } }],
        [denies('2026-06-01', repeated, false, '1'), { A: { reasons: ['denied-PR-96'] } }],
        [bill, { A: { ...closed, money: mended } }],
        [denies('2026-06-10', repeated, false, '1'), { A: { money: { ...mended, paid: 20_000, open: -10_000 } } }],
      ],
    ],
    [
      'is billed beside a share that is protected, which stays open',
      [
        [spared, { A: { reasons: ['denied-PR-96', 'protected-share'], money: { ...shared, denied: 3_800 } } }],
        [
          bill,
          {
            A: {
              status: 'held',
              reasons: ['protected-share'],
              openWork: ['protected-share 2040'],
              money: { ...shared, patient: 3_800 },
              statements: [3_800],
            },
          },
        ],
      ],
    ],
    [
      'is not billed while another payer may pay it',
      [
        [denies('2026-05-01', notCovered, false, '19'), {}],
        [isRefused('the claim waits for next-payer too: settle that first'), {}],
      ],
    ],
    [
      'is nothing where a contract denies',
      [
        [says('A', '2026-05-01', denial), {}],
        [isRefused(nothingLaid), {}],
      ],
    ],
    [
      'is nothing of one that nobody has answered',
      [
        [(home) => home.time.run(), {}],
        [isRefused(nothingLaid), {}],
      ],
    ],
  ])('%s', (_name, steps) => plays(steps));
});
