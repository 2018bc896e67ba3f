import { describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/dispatch-outbox/handler.ts';
import { type OutboxMessage, outboxItem } from '../../shared/repositories/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { temporaryHome } from '../pipeline/run-home.ts';

const message = (messageId: string): OutboxMessage => ({
  kind: 'send',
  messageId,
  queue: 'unmatched',
  message: { id: messageId, body: '{}' },
});
const record = (sk: string, pk = 'FILE#ONE') => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: `number of ${sk}`, Keys: { pk: { S: pk }, sk: { S: sk } } },
});

/** Queues that hear what is sent, and fail for the ids given. */
function listening(services: Services, failing: readonly string[] = []) {
  const sent: string[] = [];
  const send: Services['queues']['send'] = async (_queue, messages) => {
    if (messages.some(({ id }) => failing.includes(id))) throw new Error('throttled');
    sent.push(...messages.map(({ id }) => id));
  };
  return { sent, services: { ...services, queues: { ...services.queues, send } } };
}

async function outboxOf(services: Services, ...ids: readonly string[]): Promise<void> {
  await services.items.transact(ids.map((id) => ({ put: outboxItem('FILE#ONE', message(id)) })));
}

describe('the outbox, dispatched from the stream of the table', () => {
  test('sends the messages that the stream names, each once, and nothing else', async () => {
    using home = await temporaryHome();
    await outboxOf(home.services, 'A', 'B');
    const { sent, services } = listening(home.services);
    const handler = createHandler(services);
    const Records = [record('OUTBOX#A'), record('FILE'), record('OUTBOX#GONE'), record('OUTBOX#A')];
    expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
    expect(sent).toEqual(['A']);
  });

  test('names what failed, sends the rest, and sends it when it comes again', async () => {
    using home = await temporaryHome();
    await outboxOf(home.services, 'A', 'B');
    const failing = listening(home.services, ['A']);
    const Records = [record('OUTBOX#A'), record('OUTBOX#B')];
    expect(await createHandler(failing.services)({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'number of OUTBOX#A' }],
    });
    const again = listening(home.services);
    await createHandler(again.services)({ Records });
    expect([failing.sent, again.sent]).toEqual([['B'], ['A']]);
  });

  test('on a schedule, sends what the stream has missed', async () => {
    using home = await temporaryHome();
    await outboxOf(home.services, 'A', 'B');
    const { sent, services } = listening(home.services);
    expect(await createHandler(services)({ source: 'aws.scheduler' })).toEqual({ messages: 2 });
    expect(sent.sort()).toEqual(['A', 'B']);
  });
});
