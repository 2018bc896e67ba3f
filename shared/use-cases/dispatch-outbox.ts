import type { ItemKey } from '../ports/index.ts';
import {
  forgetMessages,
  type OutboxMessage,
  type StoredMessage,
  storedMessage,
  unsentMessages,
} from '../repositories/index.ts';
import { type Audience, announceEvent, audience } from './announce-event.ts';
import type { Services } from './services.ts';

async function send(services: Services, listen: Audience, message: OutboxMessage): Promise<void> {
  const { items, workflows, queues, events } = services;
  switch (message.kind) {
    case 'start-workflow':
      await workflows.start(message.machine, message.executionName, message.input);
      return;
    case 'send':
      await queues.send(message.queue, [message.message]);
      return;
    case 'publish':
      await announceEvent(items, listen, message.event);
      await events.publish([message.event]);
      return;
  }
}

/** Sends one message, told by its key, then forgets it. One that is not there any more was sent before. */
export async function dispatchMessage(services: Services, key: ItemKey, listen: Audience): Promise<void> {
  const stored = await storedMessage(services.items, key);
  if (stored === undefined) return;
  await send(services, listen, stored.message);
  await forgetMessages(services.items, [stored]);
}

/** Messages sent before they are forgotten together. */
const batchSize = 100;

/** Sends what changes wanted said, then forgets it; a crash between the two says it again. Answers how many. */
export async function dispatchOutbox(services: Services): Promise<number> {
  let sent = 0;
  let batch: StoredMessage[] = [];
  const problems: unknown[] = [];
  const listen = audience(services.items);
  async function flush(): Promise<void> {
    const outcomes = await Promise.allSettled(batch.map(({ message }) => send(services, listen, message)));
    const done = batch.filter((_message, index) => outcomes[index]?.status === 'fulfilled');
    await forgetMessages(services.items, done);
    problems.push(...outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : [])));
    sent += done.length;
    batch = [];
  }
  for await (const message of unsentMessages(services.items)) {
    batch.push(message);
    if (batch.length === batchSize) await flush();
  }
  await flush();
  // The others have been sent: one that can't be holds up nobody behind it.
  if (problems.length > 0) throw problems[0];
  return sent;
}
