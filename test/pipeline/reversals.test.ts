import { describe, expect, test } from 'vitest';
import { readTimeline } from '../../shared/repositories/index.ts';
import { correctClaim } from '../../shared/use-cases/index.ts';
import { biller, scope, theClaim } from './one-claim.ts';
import { inFull, type LineAnswer } from './payer-answers.ts';
import {
  back,
  closed,
  excess,
  in835,
  inCredit,
  more,
  paid,
  paidMore,
  plays,
  type Row,
  replaced,
  type Step,
  says,
  send,
  takenBack,
  unbilled,
  voided,
  voids,
} from './play-claims.ts';
import { temporaryHome } from './run-home.ts';

const inPart: readonly LineAnswer[] = [
  { paid: 8_160, adjusted: { 'CO-45': 6_300, 'PR-2': 2_040 } },
  { paid: 0, adjusted: { 'CO-97': 3_800 } },
];
const isVoided = { ...voided, statements: [2_370, 0] };

const correctsA =
  (...corrections: readonly string[]): Step =>
  async (home) => {
    const { record } = await theClaim(home, 'A');
    expect(await correctClaim(scope, biller, home.services, record.claimId, corrections)).toMatchObject({ ok: true });
    await home.time.run();
  };
const asOwnVoid: Step = async (home) => {
  const { submissions } = await theClaim(home, 'A');
  const theirs = submissions[0]?.assignedPayerClaimControlNumber;
  await correctsA('claimFrequencyCode=8', `payerClaimControlNumber=${theirs}`)(home);
};

describe('a reversal under the number of a later claim takes back the earlier one', () => {
  test.each<Row>([
    [
      'under that of its void',
      [paid, [voids, { A: inCredit }], [in835('ONE', '2026-08-01', ['V', inFull, back]), { A: isVoided, V: unbilled }]],
    ],
    [
      'under that of its void, before the payment that it takes back',
      [
        [voids, { A: voided }],
        [in835('ONE', '2026-08-01', ['V', inFull, back]), { A: excess, V: unbilled }],
        [says('A', '2026-05-09', inFull), { A: voided }],
      ],
    ],
    [
      'under that of its replacement, which the same remittance pays',
      [
        paid,
        [replaced, { A: closed }],
        [in835('ONE', '2026-08-01', ['B', inFull, back], ['B', more]), { A: isVoided, B: paidMore }],
      ],
    ],
    [
      'under that of its replacement, which was paid otherwise; coming twice, it is posted once',
      [
        paid,
        [replaced, { A: closed }],
        [says('B', '2026-06-01', more), { A: inCredit, B: paidMore }],
        [in835('ONE', '2026-08-01', ['B', inFull, back]), { A: isVoided, B: paidMore }],
        [in835('TWO', '2026-08-01', ['B', inFull, back]), { A: isVoided, B: paidMore }],
      ],
    ],
    [
      'under that of its replacement, which was paid the same, by the payer’s own number',
      [
        paid,
        [replaced, { A: closed }],
        [says('B', '2026-06-01', inFull), { A: inCredit }],
        [in835('ONE', '2026-08-01', ['B', inFull, { ...back, theirs: 'A' }]), { A: isVoided, B: closed }],
      ],
    ],
    [
      'but not where the replacement was paid the same, and nothing else tells which is meant',
      [
        paid,
        [replaced, { A: closed }],
        [says('B', '2026-06-01', inFull), { A: inCredit }],
        [in835('ONE', '2026-08-01', ['B', inFull, back]), { A: closed, B: takenBack }],
      ],
    ],
    [
      'under that of its correction',
      [
        [says('A', '2026-05-09', inPart), { A: { status: 'partially-denied' } }],
        [correctsA('priorAuthorizationNumber=PA1'), { A: { status: 'overdue' } }],
        [in835('ONE', '2026-08-01', ['A', inPart, back], ['A', inFull]), { A: closed }],
      ],
    ],
    [
      'under that with which it was sent again as its own void',
      [
        [says('A', '2026-05-09', inPart), { A: { status: 'partially-denied' } }],
        [asOwnVoid, { A: { status: 'held', reasons: ['credit-balance'], openWork: ['credit-balance 8160'] } }],
        [in835('ONE', '2026-08-01', ['A', inPart, back]), { A: voided }],
      ],
    ],
  ])('%s', (_name, steps) => plays(steps));
});

test('the timeline of the earlier claim says under which number it was taken back', async () => {
  using home = await temporaryHome();
  await send('A', 'SILENT8')(home);
  for (const [happens] of [paid, [voids]] as const) await happens(home);
  await in835('ONE', '2026-08-01', ['V', inFull, back])(home);
  const { claimId } = (await theClaim(home, 'A')).record;
  const [submission] = (await theClaim(home, 'V')).submissions;
  const posted = (await readTimeline(home.services.items, scope, claimId)).filter(
    ({ what }) => what === 'payment posted',
  );
  expect(posted.map(({ detail }) => detail)).toEqual([
    'remittance ON-2026-05-09, claim 1',
    expect.stringMatching(new RegExp(`, claim 1, under ${submission?.patientControlNumber}$`)),
  ]);
});
