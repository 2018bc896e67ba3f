import { describe, test } from 'vitest';
import { inFull, type LineAnswer } from './payer-answers.ts';
import {
  back,
  closed,
  denial,
  in835,
  inCredit,
  more,
  paid,
  paidMore,
  plays,
  type Row,
  replaced,
  says,
  takeBack,
  takenBack,
  unbilled,
  voided,
} from './play-claims.ts';

const byPatient: readonly LineAnswer[] = [
  { paid: 0, adjusted: { 'CO-45': 6_300, 'PR-1': 10_200 } },
  { paid: 0, adjusted: { 'CO-45': 2_150, 'PR-1': 1_650 } },
];

describe('a replacement that is paid and taken back again', () => {
  const bPaid = says('B', '2026-06-01', more);
  const bBack = says('B', '2026-07-01', more, true);
  test.each<Row>([
    [
      'leaves the payment of the earlier claim as it stood, somebody is told, and the patient is asked once',
      [
        paid,
        [replaced, { A: { ...closed, statements: [2_370] } }],
        [bPaid, { A: { ...inCredit, statements: [2_370, 0] }, B: paidMore }],
        [bBack, { A: { ...closed, statements: [2_370, 0, 2_370] }, B: { ...takenBack, statements: [1_530, 0] } }],
        [
          says('B', '2026-08-01', more),
          {
            A: { ...inCredit, statements: [2_370, 0, 2_370, 0] },
            B: { ...paidMore, statements: [1_530, 0, 1_530] },
          },
        ],
        [says('A', '2026-09-01', inFull, true), { A: voided }],
      ],
    ],
    [
      'leaves nothing but its own charge where the earlier payment was taken back before',
      [
        paid,
        [replaced, {}],
        [says('A', '2026-05-20', inFull, true), { A: voided }],
        [bPaid, { A: voided, B: paidMore }],
        [bBack, { A: voided, B: takenBack }],
      ],
    ],
    [
      'leaves the earlier claim to the patient, to whom it was left before',
      [
        [says('A', '2026-05-09', byPatient), { A: { status: 'closed', statements: [11_850] } }],
        [replaced, {}],
        [bPaid, { A: { ...voided, statements: [11_850, 0] } }],
        [bBack, { A: { status: 'closed', statements: [11_850, 0, 11_850] }, B: takenBack }],
      ],
    ],
    [
      'does not bring back an earlier claim that was denied',
      [
        [says('A', '2026-05-09', denial), { A: { status: 'denied' } }],
        [replaced, { A: voided }],
        [bPaid, { A: voided, B: paidMore }],
        [bBack, { A: voided, B: takenBack }],
      ],
    ],
    [
      'and denied instead leaves the earlier payment as it stood',
      [
        paid,
        [replaced, {}],
        [bPaid, { A: inCredit }],
        [
          in835('ONE', '2026-07-01', ['B', more, back], ['B', denial]),
          { A: { ...closed, statements: [2_370, 0, 2_370] }, B: { status: 'denied', statements: [1_530, 0] } },
        ],
      ],
    ],
    [
      'leaves the replacement before it as it stood',
      [
        paid,
        [replaced, {}],
        [bPaid, { A: inCredit, B: paidMore }],
        [takeBack('7', 'C', 'SILENT7', 'B'), {}],
        [says('C', '2026-07-01', inFull), { A: inCredit, B: { status: 'held' }, C: closed }],
        [says('C', '2026-07-02', inFull, true), { A: inCredit, B: { status: 'closed' }, C: takenBack }],
      ],
    ],
    [
      'because it was voided leaves the earlier payment a credit',
      [
        paid,
        [replaced, {}],
        [bPaid, { A: inCredit }],
        [takeBack('8', 'V', 'SILENT7', 'B'), { B: { status: 'held', reasons: ['credit-balance'] } }],
        [bBack, { A: inCredit, B: voided, V: unbilled }],
      ],
    ],
  ])('%s', (_name, steps) => plays(steps));
});
