import { functionNames, wired } from '../../infra/wiring.ts';
import type { Item } from '../../shared/ports/index.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import type { Meter } from './meter.ts';

const readers = functionNames.flatMap((name) =>
  wired(name).triggers.flatMap((trigger) => (trigger.is === 'stream' ? [{ name, begins: trigger.sortKeyBegins }] : [])),
);

/** Calls what the table's stream calls for a new item, one item a call: before the home's own outbox comes to it. */
export function streamCalls(services: Services, meter: Meter): (item: Item) => Promise<void> {
  return async ({ pk, sk }) => {
    for (const { name, begins } of readers) {
      if (!sk.startsWith(begins)) continue;
      const { createHandler } = await import(`../../functions/${name}/handler.ts`);
      const Keys = { pk: { S: pk }, sk: { S: sk } };
      const event = { Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber: '1', Keys } }] };
      meter.called(name);
      await meter.around(name, () => createHandler(services)(event));
    }
  };
}
