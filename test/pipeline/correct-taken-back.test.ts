import { describe, expect, test } from 'vitest';
import { correctClaim } from '../../shared/use-cases/index.ts';
import { biller, scope, theClaim } from './one-claim.ts';
import {
  inCredit,
  more,
  paid,
  paidBack,
  plays,
  type Row,
  replaced,
  type Step,
  says,
  voided,
  voids,
} from './play-claims.ts';

describe('a claim whose charge was taken back is not corrected', () => {
  const refuses =
    (says: string, by: string): Step =>
    async (home) => {
      const { record } = await theClaim(home, 'A');
      const corrections = ['priorAuthorizationNumber=PA1'];
      const refused = await correctClaim(scope, biller, home.services, record.claimId, corrections);
      const message = says.replace('…', (await theClaim(home, by)).record.claimId);
      expect(refused).toEqual({ ok: false, problem: [{ field: 'status', message }] });
    };
  const byReplacement = refuses('the claim is replaced by claim …: correct that one', 'B');
  const byVoid = refuses('the claim is voided by claim …: bill its services in another claim', 'V');
  test.each<Row>([
    [
      'but its replacement is',
      [paid, [replaced, {}], [says('B', '2026-06-01', more), { A: inCredit }], [byReplacement, { A: inCredit }]],
    ],
    [
      'also when it is voided',
      [
        [replaced, { A: voided }],
        [byReplacement, { A: voided }],
      ],
    ],
    [
      'when another claim voids it',
      [paid, [voids, { A: inCredit }], [byVoid, { A: inCredit }], [paidBack, {}], [byVoid, {}]],
    ],
  ])('%s', (_name, steps) => plays(steps));
});
