import type { DomainEvent } from '../ports/index.ts';
import type { OutboxMessage } from './outbox.ts';

/** An event begins its id with its time, so that ids sort as things happened. `key`: what tells it from others of that time. */
export function eventMessage(
  type: DomainEvent['type'],
  at: string,
  key: string,
  detail: DomainEvent['detail'],
): OutboxMessage {
  const id = `${eventTime(at)}-${key}`;
  return { kind: 'publish', messageId: id, event: { id, type, at, detail } };
}

/** An ISO date and time as ids of events begin with it. */
export const eventTime = (at: string): string => `${at.slice(0, 19).replace(/[-:]/g, '')}Z`;
