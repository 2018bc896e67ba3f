import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sqliteQueues, virtualClock } from '../../../local/adapters/index.ts';
import { openDatabase } from '../../../local/sqlite/database.ts';
import { type Clock, maxDeliveries, type QueueName, visibilitySeconds } from '../../../shared/ports/index.ts';
import { describeQueues } from '../../conformance/queues.ts';
import { makeFolder } from './temporary-folder.ts';

describeQueues('SQLite', async () => {
  const { path, remove } = makeFolder();
  const database = openDatabase(join(path, 'home.sqlite'));
  const clock = virtualClock(database, new Date('2026-01-01T00:00:00Z'));
  return {
    queues: sqliteQueues(database, clock),
    letVisibilityPass: () => clock.advanceTo(new Date(clock.now().getTime() + visibilitySeconds * 1000)),
    close: () => {
      database.close();
      remove();
    },
  };
});

const startMs = Date.parse('2026-01-01T00:00:00Z');

function atStart() {
  const database = openDatabase(':memory:');
  onTestFinished(() => database.close());
  let nowMs = startMs;
  const clock: Clock = { now: () => new Date(nowMs) };
  const queues = sqliteQueues(database, clock);
  const pass = (seconds: number) => {
    nowMs += seconds * 1000;
  };
  const receiveIds = async (queue: QueueName = 'arrivals') => (await queues.receive(queue, 10)).map(({ id }) => id);
  return { queues, pass, receiveIds };
}
const message = (id: string) => ({ id, body: '{}' });
const after = (seconds: number) => new Date(startMs + seconds * 1000);

test('a received message is hidden until its time, to the millisecond', async () => {
  const { queues, pass, receiveIds } = atStart();
  await queues.send('arrivals', [message('1')]);
  expect(await receiveIds()).toEqual(['1']);
  pass(visibilitySeconds - 0.001);
  expect(await receiveIds()).toEqual([]);
  pass(0.001);
  expect(await receiveIds()).toEqual(['1']);
});

test('tells when the next hidden message of any queue shows or dies', async () => {
  const { queues, pass, receiveIds } = atStart();
  expect(await queues.nextDue()).toBeUndefined();
  await queues.send('arrivals', [message('1')]);
  expect(await queues.nextDue()).toBeUndefined();
  await receiveIds();
  pass(10);
  await queues.send('unmatched', [message('2')]);
  await receiveIds('unmatched');
  expect(await queues.nextDue()).toEqual(after(60));
  pass(50);
  expect(await queues.nextDue()).toEqual(after(70));
  pass(10);
  expect(await queues.nextDue()).toBeUndefined();
  for (let delivery = 2; delivery <= maxDeliveries; delivery += 1) {
    expect(await receiveIds()).toEqual(['1']);
    if (delivery < maxDeliveries) pass(visibilitySeconds);
  }
  expect(await queues.deadLetters('arrivals')).toEqual([]);
  expect(await queues.nextDue()).toEqual(after(70 + 4 * visibilitySeconds));
  pass(visibilitySeconds);
  expect(await receiveIds()).toEqual([]);
  expect(await queues.deadLetters('arrivals')).toEqual([message('1')]);
  expect(await queues.nextDue()).toBeUndefined();
});

test('dead letters are told and redriven oldest first, and start anew', async () => {
  const { queues, pass, receiveIds } = atStart();
  await queues.send('arrivals', ['1', '2', '3'].map(message));
  for (let delivery = 1; delivery <= maxDeliveries; delivery += 1) {
    await receiveIds();
    pass(visibilitySeconds);
  }
  expect((await queues.deadLetters('arrivals')).map(({ id }) => id)).toEqual(['1', '2', '3']);
  expect(await queues.redrive('overdue')).toBe(0);
  expect(await queues.redrive('arrivals')).toBe(3);
  expect(await queues.redrive('arrivals')).toBe(0);
  const again = await queues.receive('arrivals', 10);
  expect(again.map(({ id, deliveries }) => [id, deliveries])).toEqual([
    ['1', 1],
    ['2', 1],
    ['3', 1],
  ]);
});

test('only the receipt of the last delivery acknowledges, and only in its queue', async () => {
  const { queues, pass } = atStart();
  await queues.send('arrivals', [message('1')]);
  const [first] = await queues.receive('arrivals', 1);
  pass(visibilitySeconds);
  const [second] = await queues.receive('arrivals', 1);
  await queues.acknowledge('arrivals', [first?.receipt ?? '', 'nonsense', '', '1-0']);
  await queues.acknowledge('overdue', [second?.receipt ?? '']);
  pass(visibilitySeconds);
  const [third] = await queues.receive('arrivals', 1);
  expect(third).toMatchObject({ id: '1', deliveries: 3 });
  // Late, but nobody else has it.
  pass(visibilitySeconds);
  await queues.acknowledge('arrivals', [third?.receipt ?? '']);
  expect(await queues.receive('arrivals', 1)).toEqual([]);
});

test('a receipt from before a redrive means nothing after it', async () => {
  const { queues, pass } = atStart();
  await queues.send('arrivals', [message('1')]);
  const receipts: string[] = [];
  for (let delivery = 1; delivery <= maxDeliveries; delivery += 1) {
    receipts.push(...(await queues.receive('arrivals', 1)).map(({ receipt }) => receipt));
    pass(visibilitySeconds);
  }
  await queues.redrive('arrivals');
  await queues.acknowledge('arrivals', receipts);
  const [again] = await queues.receive('arrivals', 10);
  expect(again).toMatchObject({ id: '1', deliveries: 1 });
  await queues.acknowledge('arrivals', receipts);
  pass(visibilitySeconds);
  expect(await queues.receive('arrivals', 10)).toHaveLength(1);
});

test.each([
  [3, 3],
  [10, 10],
  [50, 10],
])('asked for %i of 12 it gives %i', async (max, given) => {
  const { queues } = atStart();
  await queues.send(
    'arrivals',
    Array.from({ length: 12 }, (_, place) => message(`${place}`)),
  );
  expect(await queues.receive('arrivals', max)).toHaveLength(given);
});
