import { describe, expect, test } from 'vitest';
import { theClaim } from './one-claim.ts';
import { inFull } from './payer-answers.ts';
import {
  excess,
  inCredit,
  nothing,
  paid,
  paidBack,
  plays,
  type Row,
  says,
  send,
  stands,
  unbilled,
  voided,
  voids,
} from './play-claims.ts';
import { temporaryHome } from './run-home.ts';

const isVoided = { ...voided, statements: [2_370, 0] };

describe('a payment that was taken back twice', () => {
  const again = says('A', '2026-08-02', inFull, true);
  test.each<Row>([
    [
      'after a void was accepted is work until the payer pays it back',
      [
        paid,
        [voids, { A: inCredit }],
        [paidBack, { A: isVoided }],
        [again, { A: excess }],
        [says('A', '2026-08-09', inFull), { A: isVoided, V: unbilled }],
      ],
    ],
    ['before a void was accepted is work', [paid, [paidBack, {}], [again, {}], [voids, { A: excess, V: unbilled }]]],
  ])('%s', (_name, steps) => plays(steps));
});

test('a payment that was taken back twice, without a void, is asked for once its time is over', async () => {
  using home = await temporaryHome();
  await send('A', 'SILENT8')(home);
  const again = says('A', '2026-08-02', inFull, true);
  for (const happens of [paid[0], paidBack, again]) await happens(home);
  await home.time.advanceTo(new Date('2026-12-01T00:00:00Z'));
  expect(await stands(home, 'A')).toEqual({
    status: 'overdue',
    reasons: ['remittance-overdue'],
    openWork: ['overdue 29780'],
    money: { ...nothing, billed: 20_300, paid: -9_480, open: 29_780 },
    statements: [2_370, 0],
  });
  const { record } = await theClaim(home, 'A');
  expect(record.reasons[0]?.message).toMatch(/^The payer has taken back more than it has paid for this claim/);
});
