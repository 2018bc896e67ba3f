import { describe, expect, test } from 'vitest';
import type { DenialCategory } from '../../shared/denials/index.ts';
import { type QueueName, queueNames } from '../../shared/ports/index.ts';
import type { ClaimPayment } from '../../shared/remittance/index.ts';
import type { ClaimFile } from '../../shared/repositories/index.ts';
import { remediesOf } from '../../shared/use-cases/index.ts';
import { encounter, scope, theClaim } from './one-claim.ts';
import { answer, pay, reversal } from './payer-answers.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

describe('the notice of follow-up work', () => {
  test.each<[string, QueueName, string | undefined]>([
    ['DENY197', 'denial-authorization', 'authorization'],
    ['DENYPR96-1', 'denial-coverage', 'coverage'],
    ['PARTIAL97', 'denial-coding', 'coding'],
    ['DENY29', 'denial-timely-filing', 'timely-filing'],
    ['SILENT1', 'overdue', undefined],
  ])('%s goes to %s', async (memberId, queue, denialCategory) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter(memberId)));
    const { record, work } = await theClaim(home);
    expect(work.map((item) => item.denialCategory)).toEqual([denialCategory]);
    const notices: unknown[] = [];
    for (const name of queueNames) {
      for (const { body } of await home.services.queues.receive(name, 10)) notices.push([name, JSON.parse(body)]);
    }
    const [{ workId = '', category = '' } = {}] = work;
    const notice = { practiceId: scope.practiceId, claimId: record.claimId, workId, category };
    expect(notices).toEqual([[queue, denialCategory === undefined ? notice : { ...notice, denialCategory }]]);
  });
});

test('a denial that is none yet asks nobody to send the claim again', async () => {
  using home = await temporaryHome();
  await takeIn(home, uploadOf('one', encounter('SILENT1')));
  const file = await theClaim(home);
  const pending = [16_500, 3_800].map((amount) => ({ paid: 0, adjusted: { 'OA-133': amount } }));
  await pay(home, file, '2026-05-11', answer(file, 1, '4', pending));
  const { record } = await theClaim(home);
  expect(record.reasons).toMatchObject([
    { code: 'denied-OA-133', message: expect.stringContaining('Wait for its decision') },
  ]);
  expect(await remediesOf(home.services.items, record)).toEqual({ canCorrect: false, canRelease: false });
});

describe('what the payer remarked beside a reason', () => {
  const remarked = (file: ClaimFile, reason: string, ...remarks: readonly (readonly string[])[]): ClaimPayment => {
    const payment = answer(file, 1, '4', [
      { paid: 0, adjusted: { [reason]: 16_500 } },
      { paid: 0, adjusted: { [reason]: 3_800 } },
    ]);
    const serviceLines = payment.serviceLines.map((line, index) => ({ ...line, remarkCodes: remarks[index] ?? [] }));
    return { ...payment, serviceLines };
  };
  type Row = readonly [name: string, payments: (file: ClaimFile) => readonly ClaimPayment[], DenialCategory];
  test.each<Row>([
    ['nothing', (file) => [remarked(file, 'CO-16')], 'coding'],
    ['at one of the lines', (file) => [remarked(file, 'CO-16', [], ['N264', 'M62'])], 'authorization'],
    ['at the claim', (file) => [{ ...remarked(file, 'CO-16'), remarkCodes: ['MA27'] }], 'coverage'],
    ['beside another reason', (file) => [remarked(file, 'CO-29', ['M62'])], 'timely-filing'],
    [
      'before it decided anew',
      (file) => {
        const first = remarked(file, 'CO-16', ['M62']);
        return [first, reversal(first), remarked(file, 'CO-16', ['MA27'])];
      },
      'coverage',
    ],
  ])('%s: tells the category of a late denial', async (_name, payments, category) => {
    using home = await temporaryHome();
    await takeIn(home, uploadOf('one', encounter('SILENT1')));
    const file = await theClaim(home);
    await pay(home, file, '2026-05-11', ...payments(file));
    const { work } = await theClaim(home);
    expect(work.filter(({ open }) => open).map(({ denialCategory }) => denialCategory)).toEqual([category]);
    expect(await home.services.queues.receive(`denial-${category}`, 10)).toHaveLength(1);
  });
});
