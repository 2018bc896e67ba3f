import {
  allItems,
  type DomainEvent,
  type Item,
  type ItemKey,
  type Items,
  type Json,
  type MachineName,
  type QueueMessage,
  type QueueName,
} from '../ports/index.ts';
import { indexes, shardOf, shards } from './keys.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** What a change wants said once it is stored. Carries identifiers alone. */
export type OutboxMessage =
  | {
      readonly kind: 'start-workflow';
      readonly messageId: string;
      readonly machine: MachineName;
      readonly executionName: string;
      readonly input: Json;
    }
  | {
      readonly kind: 'send';
      readonly messageId: string;
      readonly queue: QueueName;
      readonly message: QueueMessage;
    }
  | { readonly kind: 'publish'; readonly messageId: string; readonly event: DomainEvent };

/** Stored beside the change, in the change's transaction; in the ready index until it was sent. */
export function outboxItem(partition: string, message: OutboxMessage): Item {
  return storedItem({ pk: partition, sk: `OUTBOX#${message.messageId}` }, message, {
    readyPk: indexes.outbox(shardOf(message.messageId)),
    readySk: message.messageId,
  });
}

export interface StoredMessage {
  readonly item: Item;
  readonly message: OutboxMessage;
}

/** Whether the key is that of a message. */
export function isMessageKey({ sk }: ItemKey): boolean {
  return sk.startsWith('OUTBOX#');
}

export async function storedMessage(items: Items, key: ItemKey): Promise<StoredMessage | undefined> {
  const item = await items.get(key);
  return item && { item, message: bodyOf<OutboxMessage>(item) };
}

/** Messages that have not been sent, shard by shard. */
export async function* unsentMessages(items: Items): AsyncGenerator<StoredMessage> {
  for (const shard of shards) {
    const query = { pk: indexes.outbox(shard), index: 'ready' } as const;
    for await (const item of allItems(items, query)) yield { item, message: bodyOf<OutboxMessage>(item) };
  }
}

export async function forgetMessages(items: Items, sent: readonly StoredMessage[]): Promise<void> {
  for (let start = 0; start < sent.length; start += 100) {
    const batch = sent.slice(start, start + 100);
    await items.transact(batch.map(({ item }) => ({ delete: { pk: item.pk, sk: item.sk } })));
  }
}
