import {
  type Clock,
  maxDeliveries,
  type QueueMessage,
  type QueueName,
  type Queues,
  type ReceivedMessage,
  visibilitySeconds,
} from '../../shared/ports/index.ts';
import { boundLimit } from '../sqlite/bound-limit.ts';
import type { Database } from '../sqlite/database.ts';

export interface SqliteQueues extends Queues {
  /** When the next hidden message is to be delivered again or becomes a dead letter: virtual time jumps there. */
  nextDue(): Promise<Date | undefined>;
  /** Delivers again what was received by a process that is gone, as if it had never been received. */
  reclaim(): Promise<void>;
}

// A message is a dead letter when its last delivery was not acknowledged in time: a state, not a move.
// AUTOINCREMENT never uses a number again, so a receipt from before a redrive means nothing after it.
const schema = `
CREATE TABLE IF NOT EXISTS queue_messages (
  number INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
  deliveries INTEGER NOT NULL DEFAULT 0, visible_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS queue_messages_live ON queue_messages (queue, visible_at) WHERE deliveries < ${maxDeliveries};
CREATE INDEX IF NOT EXISTS queue_messages_last ON queue_messages (queue, number) WHERE deliveries >= ${maxDeliveries};
CREATE INDEX IF NOT EXISTS queue_messages_due ON queue_messages (visible_at);`;

const mostPerReceive = 10;

interface Row extends QueueMessage {
  readonly number: number;
  readonly deliveries: number;
}

const receiptOf = (number: number, deliveries: number): string => `${number}-${deliveries}`;
const placesOf = (receipt: string): [number, number] => {
  const [number = 0, deliveries = 0] = receipt.split('-', 2).map((part) => Number.parseInt(part, 10) || 0);
  return [number, deliveries];
};

/** The queues in the home's SQLite file, on the home's clock. */
export function sqliteQueues(database: Database, clock: Clock): SqliteQueues {
  const { sql } = database;
  sql.exec(schema);
  const insert = sql.prepare('INSERT INTO queue_messages (queue, id, body, visible_at) VALUES (?, ?, ?, ?)');
  const deliverable = sql.prepare(`SELECT number, id, body, deliveries FROM queue_messages
    WHERE queue = ? AND deliveries < ${maxDeliveries} AND visible_at <= ? ORDER BY visible_at, number LIMIT ${boundLimit}`);
  const hide = sql.prepare('UPDATE queue_messages SET deliveries = ?, visible_at = ? WHERE number = ?');
  const remove = sql.prepare('DELETE FROM queue_messages WHERE queue = ? AND number = ? AND deliveries = ?');
  const dead = sql.prepare(`SELECT number, id, body, deliveries FROM queue_messages
    WHERE queue = ? AND deliveries >= ${maxDeliveries} AND visible_at <= ? ORDER BY number`);
  const giveBack = sql.prepare(
    'UPDATE queue_messages SET deliveries = deliveries - 1, visible_at = ? WHERE visible_at > ? AND deliveries > 0',
  );
  const due = sql.prepare('SELECT min(visible_at) AS due FROM queue_messages WHERE visible_at > ?');

  const nowMs = (): number => clock.now().getTime();
  const deliverableNow = (queue: QueueName, max: number) => deliverable.all(queue, nowMs(), max) as unknown as Row[];
  const deadNow = (queue: QueueName) => dead.all(queue, nowMs()) as unknown as Row[];

  return {
    async send(queue, messages) {
      if (messages.length === 0) return;
      const sentMs = nowMs();
      await database.write(() => {
        for (const { id, body } of messages) insert.run(queue, id, body, sentMs);
      });
    },
    async receive(queue, max) {
      const most = Math.min(max, mostPerReceive);
      // A poll that finds nothing costs no commit.
      if (deliverableNow(queue, 1).length === 0) return [];
      return await database.write(() => {
        const hiddenUntilMs = nowMs() + visibilitySeconds * 1000;
        return deliverableNow(queue, most).map(({ number, id, body, deliveries: before }): ReceivedMessage => {
          const deliveries = before + 1;
          hide.run(deliveries, hiddenUntilMs, number);
          return { id, body, deliveries, receipt: receiptOf(number, deliveries) };
        });
      });
    },
    async acknowledge(queue, receipts) {
      if (receipts.length === 0) return;
      await database.write(() => {
        // An older delivery's receipt removes nothing: somebody else has the message now.
        for (const receipt of receipts) remove.run(queue, ...placesOf(receipt));
      });
    },
    async deadLetters(queue) {
      return deadNow(queue).map(({ id, body }) => ({ id, body }));
    },
    async redrive(queue) {
      return await database.write(() => {
        const letters = deadNow(queue);
        for (const { number, deliveries, id, body } of letters) {
          remove.run(queue, number, deliveries);
          insert.run(queue, id, body, nowMs());
        }
        return letters.length;
      });
    },
    async reclaim() {
      await database.write(() => void giveBack.run(nowMs(), nowMs()));
    },
    async nextDue() {
      const dueMs = due.get(nowMs())?.['due'];
      return typeof dueMs === 'number' ? new Date(dueMs) : undefined;
    },
  };
}
