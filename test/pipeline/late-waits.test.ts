import { expect, test } from 'vitest';
import type { ClaimPayment } from '../../shared/remittance/index.ts';
import type { ClaimFile } from '../../shared/repositories/index.ts';
import { endDueWaits } from '../../shared/use-cases/index.ts';
import { encounter, theClaim } from './one-claim.ts';
import { answer, inFull, part, pay, reversal } from './payer-answers.ts';
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

const whole = (file: ClaimFile) => answer(file, 1, '1', inFull);
test.each<[string, (file: ClaimFile) => readonly ClaimPayment[], string]>([
  ['nothing', () => [], 'has not answered in time: ask for its status; release'],
  ['a part', (file) => [part(whole(file), 1)], 'has answered for a part of this claim, and not in time for the rest'],
  ['its answer, and took it back', (file) => [whole(file), reversal(whole(file))], 'has taken its answer back'],
])('an overdue claim says that the payer has said %s', async (_what, said, sentence) => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('SILENT8')));
  await pay(home, await theClaim(home), '2026-05-11', ...said(await theClaim(home)));
  await home.time.run();
  const { status, reasons } = (await theClaim(home)).record;
  expect([status, reasons.map(({ message }) => message)]).toEqual(['overdue', [expect.stringContaining(sentence)]]);
});
