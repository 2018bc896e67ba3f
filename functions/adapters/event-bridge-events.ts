import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { DomainEvent, Events } from '../../shared/ports/index.ts';
import { ask, isTransientCode, ServiceRefused, ServiceUnavailable } from './ask.ts';
import { batchesOf } from './batches.ts';
import { type Patience, somePatience, withPatience } from './patience.ts';

const operation = 'EventBridge PutEvents';
const source = 'claimwright';
const batchLimits = { entries: 10, bytes: 256 * 1024 };

function entryOf(bus: string, event: DomainEvent): PutEventsRequestEntry {
  const { id, type, at, detail } = event;
  return {
    EventBusName: bus,
    Source: source,
    DetailType: type,
    // Last, so that nothing in the detail stands in for them. The time is the clock's, which may not be EventBridge's.
    Detail: JSON.stringify({ ...detail, id, at }),
  };
}

function bytesOf({ Detail = '', DetailType = '' }: PutEventsRequestEntry): number {
  return Buffer.byteLength(Detail) + Buffer.byteLength(DetailType) + source.length;
}

/** Events on an EventBridge bus: the type as the detail's type, the identifiers with `id` and `at` as the detail. */
export function eventBridgeEvents(client: EventBridgeClient, bus: string, patience: Patience = somePatience): Events {
  /** Publishes the batch, and again what EventBridge did not take of it. */
  async function publishBatch(batch: readonly PutEventsRequestEntry[]): Promise<void> {
    let left = batch;
    await withPatience(patience, async () => {
      const command = new PutEventsCommand({ Entries: [...left] });
      const { FailedEntryCount = 0, Entries = [] } = await ask(operation, () => client.send(command));
      if (FailedEntryCount === 0) return;
      const failed = Entries.filter(({ ErrorCode }) => ErrorCode !== undefined);
      const refused = failed.find(({ ErrorCode }) => !isTransientCode(ErrorCode));
      if (refused !== undefined) throw new ServiceRefused(operation, refused.ErrorCode ?? 'unknown');
      left = left.filter((_, place) => Entries[place]?.ErrorCode !== undefined);
      throw new ServiceUnavailable(operation, failed[0]?.ErrorCode ?? 'unknown');
    });
  }

  return {
    async publish(events) {
      const entries = events.map((event) => entryOf(bus, event));
      for (const batch of batchesOf(entries, bytesOf, batchLimits)) await publishBatch(batch);
    },
  };
}
