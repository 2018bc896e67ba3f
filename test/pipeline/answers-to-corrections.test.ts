import { describe, expect, test } from 'vitest';
import { correct, theClaim } from './one-claim.ts';
import { asDuplicate, inFull, type LineAnswer, rejectedIn277 } from './payer-answers.ts';
import { closed, denial, nothing, plays, type Row, reject, type Step, says } from './play-claims.ts';

const [first = { paid: 0, adjusted: {} }, second = first] = inFull;
const denied = (reason: string, amount: number): LineAnswer => ({ paid: 0, adjusted: { [reason]: amount } });
const inPart = [first, denied('CO-16', 3_800)];
const partMoney = { ...nothing, billed: 20_300, paid: 8_160, adjusted: 6_300, denied: 3_800, patient: 2_040 };
const deniedInPart = { status: 'partially-denied', openWork: ['partial-denial 3800'], money: partMoney };
const deniedMoney = { ...nothing, billed: 20_300, denied: 20_300 };
const corrected: Step = (home) => correct(home, 'priorAuthorizationNumber=PA1');
const overdue = (amount: number, money: object) => ({
  status: 'overdue',
  reasons: ['remittance-overdue'],
  openWork: [`overdue ${amount}`],
  money,
});
const billedTwice = { ...closed, statements: [2_040, 2_370] };

describe('a correction that the payer denies in part as a duplicate, and pays for what it had denied', () => {
  test.each(['CO-18', 'OA-18', 'CO-B13'])('%s: what it had paid stays paid', async (reason) => {
    const again = [denied(reason, 16_500), second];
    await plays([
      [says('A', '2026-05-01', inPart), { A: deniedInPart }],
      [corrected, { A: overdue(3_800, partMoney) }],
      [says('A', '2026-06-01', again), { A: billedTwice }],
    ]);
  });

  test('likewise under the number of the first attempt', () =>
    plays([
      [says('A', '2026-05-01', inPart), { A: deniedInPart }],
      [says('A', '2026-06-01', [denied('OA-18', 16_500), second]), { A: billedTwice }],
    ]));

  test('and beside a duplicate the rest of the charge is written off', () =>
    plays([
      [says('A', '2026-05-01', inPart), { A: deniedInPart }],
      [corrected, {}],
      [
        says('A', '2026-06-01', [{ paid: 0, adjusted: { 'CO-45': 6_300, 'CO-18': 10_200 } }, second]),
        { A: billedTwice },
      ],
    ]));

  test('of two corrections, the last finds what was said of the first attempt', () =>
    plays([
      [says('A', '2026-05-01', inPart), { A: deniedInPart }],
      [corrected, {}],
      [says('A', '2026-06-01', [denied('CO-18', 16_500), denied('CO-16', 3_800)]), { A: deniedInPart }],
      [corrected, {}],
      [says('A', '2026-12-01', [denied('CO-18', 16_500), second]), { A: billedTwice }],
    ]));

  test('taken back, it leaves what was said before', () => {
    const again = [denied('CO-18', 16_500), second];
    return plays([
      [says('A', '2026-05-01', inPart), {}],
      [corrected, {}],
      [says('A', '2026-06-01', again), { A: billedTwice }],
      [says('A', '2026-07-01', again, true), { A: deniedInPart }],
    ]);
  });

  test('what nobody answered before is denied', () =>
    plays([
      [
        says('A', '2026-05-01', [denied('CO-18', 16_500), second]),
        { A: { status: 'partially-denied', reasons: ['denied-CO-18'], openWork: ['partial-denial 16500'] } },
      ],
    ]));
});

test('a payment that was made before (CO-B13) changes nothing of it', () =>
  plays([
    [says('A', '2026-05-01', inPart), { A: deniedInPart }],
    [says('A', '2026-06-01', [denied('CO-B13', 16_500), denied('CO-B13', 3_800)]), { A: deniedInPart }],
  ]));

describe('a correction that the payer had rejected in its 277CA and adjudicates after all', () => {
  test.each<[string, Row[1]]>([
    ['paid, it is paid', [[says('A', '2026-06-01', inFull), { A: { ...closed, statements: [2_370] } }]]],
    [
      'denied as a duplicate, the first denial stands',
      [[says('A', '2026-06-01', asDuplicate), { A: { status: 'denied', reasons: ['denied-CO-50'] } }]],
    ],
    [
      'paid, and rejected once more, it stays paid',
      [
        [says('A', '2026-06-01', inFull), { A: closed }],
        [reject('A'), { A: closed }],
      ],
    ],
  ])('%s', (_name, steps) =>
    plays([
      [says('A', '2026-05-01', denial), { A: { status: 'denied', money: deniedMoney } }],
      [corrected, {}],
      [reject('A'), { A: { status: 'rejected', reasons: rejectedIn277.reasons.map(({ code }) => code) } }],
      ...steps,
    ]),
  );
});

describe('a correction that nobody answers', () => {
  const saysThat =
    (what: string): Step =>
    async (home) =>
      expect((await theClaim(home)).record.reasons[0]?.message).toContain(what);
  test.each<[string, readonly LineAnswer[], number, object]>([
    ['a denial', denial, 20_300, deniedMoney],
    ['a denial in part', inPart, 3_800, partMoney],
  ])('after %s is overdue with what was denied', (_name, before, amount, money) =>
    plays([
      [says('A', '2026-05-01', before), { A: { money } }],
      [corrected, { A: overdue(amount, money) }],
      [saysThat('has not answered in time what was sent last'), {}],
      [says('A', '2026-12-01', inFull), before === denial ? { A: closed } : { A: { reasons: ['credit-balance'] } }],
    ]),
  );
});
