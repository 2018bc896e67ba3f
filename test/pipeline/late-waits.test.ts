import { expect, test } from 'vitest';
import { endDueWaits } from '../../shared/use-cases/index.ts';
import { encounter, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

test.each([
  ['no time at all', 0, { waits: 1, late: 0 }],
  ['an hour', 1 / 24, { waits: 1, late: 0 }],
  ['two days', 2, { waits: 1, late: 1 }],
])('a wait that is due for %s is told', async (_how, days, ended) => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('DENY197')));
  const { wait } = await theClaim(home);
  const now = new Date(Date.parse(wait?.due ?? '') + days * 86_400_000);
  const workflows = { ...home.services.workflows, succeedTask: async () => 'accepted' as const };
  expect(await endDueWaits({ ...home.services, clock: { now: () => now }, workflows })).toEqual(ended);
});
