/**
 * The queues by the work they carry: files that arrived, payments that no claim takes, claims that nobody answered, and
 * denials by their category. Each has a dead-letter queue beside it.
 */
export const queueNames = [
  'arrivals',
  'unmatched',
  'overdue',
  'denial-coverage',
  'denial-authorization',
  'denial-coding',
  'denial-timely-filing',
  'denial-duplicate',
  'denial-medical-necessity',
  'denial-benefit-limit',
  'denial-other',
] as const;
export type QueueName = (typeof queueNames)[number];

export interface QueueMessage {
  /** Our id: a consumer tells a repeat by it. */
  readonly id: string;
  /** Identifiers only, as JSON text. */
  readonly body: string;
}

export interface ReceivedMessage extends QueueMessage {
  /** Names this delivery, for `acknowledge`. */
  readonly receipt: string;
  /** 1 on the first delivery. */
  readonly deliveries: number;
}

/**
 * At-least-once queues, in no promised order. A message that was received and not acknowledged within
 * `visibilitySeconds` is delivered again, and after `maxDeliveries` it is a dead letter.
 */
export interface Queues {
  send(queue: QueueName, messages: readonly QueueMessage[]): Promise<void>;
  /** Up to `max` (at most 10) messages, hidden from other receivers meanwhile. */
  receive(queue: QueueName, max: number): Promise<readonly ReceivedMessage[]>;
  acknowledge(queue: QueueName, receipts: readonly string[]): Promise<void>;
  /** Dead letters, oldest first. */
  deadLetters(queue: QueueName): Promise<readonly QueueMessage[]>;
  /** Sends the dead letters again; returns how many. */
  redrive(queue: QueueName): Promise<number>;
}

export const visibilitySeconds = 60;
export const maxDeliveries = 5;
