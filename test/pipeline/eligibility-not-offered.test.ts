import { expect, test } from 'vitest';
import { NotOffered } from '../../shared/ports/index.ts';
import { readTimeline } from '../../shared/repositories/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { encounter, scope, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

test('a clearinghouse that answers no eligibility questions holds nothing up', async () => {
  let asked = 0;
  const wrap = (services: Services): Services => {
    const { clearinghouse } = services;
    return {
      ...services,
      clearinghouse: {
        send: (name, bytes) => clearinghouse.send(name, bytes),
        collect: () => clearinghouse.collect(),
        collected: (names) => clearinghouse.collected(names),
        askClaimStatus: (inquiry) => clearinghouse.askClaimStatus(inquiry),
        async askEligibility() {
          asked += 1;
          throw new NotOffered('not here');
        },
      },
    };
  };
  using home = await temporaryHome({ wrap });
  await takeIn(home, uploadOf('one', encounter('PAID1')));
  const { record } = await theClaim(home);
  expect([asked, record.eligibility, record.status]).toEqual([
    1,
    { coverage: 'unknown', rejectCodes: [], round: 1 },
    'closed',
  ]);
  const timeline = await readTimeline(home.services.items, scope, record.claimId);
  expect(timeline).toContainEqual({
    at: expect.any(String),
    what: 'coverage unknown, going on',
    detail: 'the clearinghouse answers no eligibility questions',
  });
});
