import type { Services } from '../../shared/use-cases/index.ts';

const nothing = { batchItemFailures: [] };

/**
 * Hands messages on the arrivals queue to the function that receives them, as Lambda does for SQS; answers whether there
 * were any.
 */
export function arrivals(services: Services): () => Promise<boolean> {
  let receive: ReturnType<typeof import('../../functions/receive/handler.ts')['createHandler']> | undefined;
  return async () => {
    // All of them before anything acts on one: what arrives together counts together, however it is handed over.
    for (let worked = false; ; worked = true) {
      const messages = await services.queues.receive('arrivals', 10);
      if (messages.length === 0) return worked;
      const Records = messages.map(({ id, body }) => ({ messageId: id, body }));
      receive ??= (await import('../../functions/receive/handler.ts')).createHandler(services);
      const { batchItemFailures } = (await receive({ Records })) ?? nothing;
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const done = messages.filter(({ id }) => !failed.has(id)).map(({ receipt }) => receipt);
      await services.queues.acknowledge('arrivals', done);
    }
  };
}
