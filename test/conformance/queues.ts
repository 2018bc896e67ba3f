import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxDeliveries, type QueueName, type Queues, type ReceivedMessage } from '../../shared/ports/index.ts';
import { eventually } from './eventually.ts';
import { randomPrefix } from './random-prefix.ts';

export interface QueuesUnderTest {
  readonly queues: Queues;
  /** Lets pass what a received message is hidden for: by moving the clock, or by waiting. */
  readonly letVisibilityPass: () => Promise<void>;
  readonly close?: () => void | Promise<void>;
}

const queue: QueueName = 'arrivals';

/** What every adapter of the Queues port keeps to; nothing here relies on order or on delivery only once. */
export function describeQueues(name: string, makeAdapter: () => Promise<QueuesUnderTest>): void {
  describe(`Queues: ${name}`, () => {
    let under: QueuesUnderTest;
    let queues: Queues;
    beforeAll(async () => {
      under = await makeAdapter();
      queues = under.queues;
    });
    afterAll(() => under.close?.());

    const messages = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, place) => ({
        id: `${prefix}-${place}`,
        body: JSON.stringify({ place, prefix }),
      }));
    const ids = (from: Iterable<{ readonly id: string }>) => [...new Set(Array.from(from, ({ id }) => id))].sort();

    /** Receives until each of this test's messages has come. What other tests left is acknowledged. */
    async function receiveAll(prefix: string, count: number, from = queue): Promise<ReceivedMessage[]> {
      const mine: ReceivedMessage[] = [];
      await eventually(async () => {
        const received = await queues.receive(from, 10);
        expect(received.length).toBeLessThanOrEqual(10);
        mine.push(...received.filter(({ id }) => id.startsWith(prefix)));
        const others = received.filter(({ id }) => !id.startsWith(prefix));
        await queues.acknowledge(
          from,
          others.map(({ receipt }) => receipt),
        );
        expect(ids(mine)).toHaveLength(count);
      });
      return mine;
    }
    const acknowledge = (received: readonly ReceivedMessage[]) =>
      queues.acknowledge(
        queue,
        received.map(({ receipt }) => receipt),
      );

    async function exhaust(prefix: string, count: number): Promise<void> {
      for (let delivery = 1; delivery <= maxDeliveries; delivery += 1) {
        await receiveAll(prefix, count);
        await under.letVisibilityPass();
      }
    }
    async function expectDead(prefix: string, expected: readonly string[]): Promise<void> {
      await eventually(async () => {
        // A queue may notice that a message is exhausted only when it is asked for messages.
        expect((await queues.receive(queue, 10)).filter(({ id }) => id.startsWith(prefix))).toEqual([]);
        const dead = await queues.deadLetters(queue);
        expect(ids(dead.filter(({ id }) => id.startsWith(prefix)))).toEqual(expected);
      });
    }

    test('delivers everything that was sent, with its body, and no more once acknowledged', async () => {
      const prefix = randomPrefix();
      const sent = messages(prefix, 23);
      await queues.send(queue, sent);
      const received = await receiveAll(prefix, 23);
      for (const { id, body } of sent) expect(received.find((each) => each.id === id)?.body).toBe(body);
      expect(received.every(({ deliveries }) => deliveries >= 1)).toBe(true);
      await acknowledge(received);
      await under.letVisibilityPass();
      expect((await queues.receive(queue, 10)).filter(({ id }) => id.startsWith(prefix))).toEqual([]);
    });

    test('does nothing for no messages and no receipts', async () => {
      await queues.send(queue, []);
      await queues.acknowledge(queue, []);
    });

    test('gives at most as many as asked for', async () => {
      const prefix = randomPrefix();
      await queues.send(queue, messages(prefix, 3));
      await eventually(async () => {
        expect(await queues.receive(queue, 1)).toHaveLength(1);
      });
      await under.letVisibilityPass();
      await acknowledge(await receiveAll(prefix, 3));
    });

    test('keeps queues apart', async () => {
      const prefix = randomPrefix();
      await queues.send('overdue', messages(prefix, 2));
      expect((await queues.receive('unmatched', 10)).filter(({ id }) => id.startsWith(prefix))).toEqual([]);
      const received = await receiveAll(prefix, 2, 'overdue');
      await queues.acknowledge(
        'overdue',
        received.map(({ receipt }) => receipt),
      );
    });

    test('delivers again what was not acknowledged, and counts deliveries', async () => {
      const prefix = randomPrefix();
      await queues.send(queue, messages(prefix, 3));
      const first = await receiveAll(prefix, 3);
      await acknowledge(first.filter(({ id }) => id.endsWith('-1')));
      await under.letVisibilityPass();
      const second = await receiveAll(prefix, 2);
      expect(ids(second)).toEqual([`${prefix}-0`, `${prefix}-2`]);
      expect(second.every(({ deliveries }) => deliveries >= 2)).toBe(true);
      await acknowledge(second);
    });

    test('takes the same id again: a consumer tells a repeat by it', async () => {
      const prefix = randomPrefix();
      await queues.send(queue, messages(prefix, 1));
      await queues.send(queue, messages(prefix, 1));
      await acknowledge(await receiveAll(prefix, 1));
      await under.letVisibilityPass();
      const rest = (await queues.receive(queue, 10)).filter(({ id }) => id.startsWith(prefix));
      expect(rest.every(({ id }) => id === `${prefix}-0`)).toBe(true);
      await acknowledge(rest);
    });

    test('a message is dead after its last delivery, and lives again when redriven', async () => {
      const prefix = randomPrefix();
      await queues.send(queue, messages(prefix, 2));
      await exhaust(prefix, 2);
      await expectDead(prefix, [`${prefix}-0`, `${prefix}-1`]);
      const letters = (await queues.deadLetters(queue)).filter(({ id }) => id.startsWith(prefix));
      expect(letters.map(({ body }) => JSON.parse(body).prefix)).toEqual([prefix, prefix]);
      expect(await queues.redrive(queue)).toBeGreaterThanOrEqual(2);
      await expectDeadless(prefix);
      const again = await receiveAll(prefix, 2);
      await acknowledge(again);
      await under.letVisibilityPass();
      await expectDead(prefix, []);
    });
    async function expectDeadless(prefix: string): Promise<void> {
      await eventually(async () => {
        expect((await queues.deadLetters(queue)).filter(({ id }) => id.startsWith(prefix))).toEqual([]);
      });
    }

    test('concurrent receivers together get everything', async () => {
      const prefix = randomPrefix();
      await queues.send(queue, messages(prefix, 40));
      const seen: ReceivedMessage[] = [];
      await eventually(async () => {
        const batches = await Promise.all(Array.from({ length: 6 }, () => queues.receive(queue, 10)));
        seen.push(...batches.flat().filter(({ id }) => id.startsWith(prefix)));
        await acknowledge(batches.flat());
        expect(ids(seen)).toHaveLength(40);
      });
    });
  });
}
