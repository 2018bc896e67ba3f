import { allItems, type Item, type Items, type Query } from '../ports/index.ts';
import type { Delivery, Subscription } from '../webhooks/index.ts';
import { eventTime } from './events.ts';
import { indexes, keys } from './keys.ts';
import { type ListPlace, pageThrough } from './page-through.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, storedItem } from './stored-claim.ts';
import { ownerOf } from './webhooks.ts';

const prefix = 'DELIVERY#';

/** Ids of events sort as they happened, and so do deliveries. In the due index those that were never tried come first. */
function deliveryItem(scope: PracticeScope, subscriptionId: string, delivery: Delivery): Item {
  const { event, status, nextAttemptAt = '0', revision } = delivery;
  const index = {
    pending: { duePk: indexes.dueDeliveries(subscriptionId), dueSk: `${nextAttemptAt}#${event.id}` },
    failed: { statusPk: indexes.failedDeliveries(subscriptionId), statusSk: event.id },
    delivered: {},
  }[status];
  const key = { pk: keys.webhookPartition(scope, subscriptionId), sk: `${prefix}${event.id}` };
  return storedItem(key, delivery, { revision, ...index });
}

/** Stores a new delivery, unless the event is on its way to the subscriber already. */
export async function addDelivery(
  items: Items,
  scope: PracticeScope,
  subscriptionId: string,
  delivery: Delivery,
): Promise<void> {
  await items.transact([{ put: deliveryItem(scope, subscriptionId, delivery), if: 'absent' }]);
}

/** Stores the delivery as it is now; false when another has moved it since it was read. */
export async function moveDelivery(
  items: Items,
  subscription: Subscription,
  before: Delivery,
  after: Delivery,
): Promise<boolean> {
  const put = deliveryItem(ownerOf(subscription), subscription.subscriptionId, after);
  return (await items.transact([{ put, if: { revision: before.revision } }])) === 'done';
}

export async function readDelivery(
  items: Items,
  subscription: Subscription,
  eventId: string,
): Promise<Delivery | undefined> {
  const pk = keys.webhookPartition(ownerOf(subscription), subscription.subscriptionId);
  const item = await items.get({ pk, sk: `${prefix}${eventId}` });
  return item && bodyOf<Delivery>(item);
}

/** What is due by then, at most so many. */
export async function dueDeliveries(
  items: Items,
  { subscriptionId }: Subscription,
  by: Date,
  limit: number,
): Promise<readonly Delivery[]> {
  const pk = indexes.dueDeliveries(subscriptionId);
  const page = await items.query({ pk, index: 'due', upTo: `${by.toISOString()}~`, limit });
  return page.items.map((item) => bodyOf<Delivery>(item));
}

/** A page of what a subscriber was or is to be told: all, the newest first; those that are pending, by when they are due; dead letters. */
export async function pageOfDeliveries(
  items: Items,
  subscription: Subscription,
  status: 'pending' | 'failed' | undefined,
  limit: number,
  from?: ListPlace,
): Promise<{ readonly deliveries: readonly Delivery[]; readonly next?: ListPlace }> {
  const { subscriptionId } = subscription;
  const query: Query = {
    all: {
      pk: keys.webhookPartition(ownerOf(subscription), subscriptionId),
      ...{ beginsWith: prefix, descending: true, consistent: true },
    },
    pending: { pk: indexes.dueDeliveries(subscriptionId), index: 'due' as const },
    failed: { pk: indexes.failedDeliveries(subscriptionId), index: 'status' as const, descending: true },
  }[status ?? 'all'];
  const { items: found, ...rest } = await pageThrough(items, [query], limit, from);
  return { deliveries: found.map((item) => bodyOf<Delivery>(item)), ...rest };
}

/** What happened in the time given, the newest first. */
export async function* deliveriesBetween(
  items: Items,
  subscription: Subscription,
  since: string,
  until: string | undefined,
): AsyncGenerator<Delivery> {
  const pk = keys.webhookPartition(ownerOf(subscription), subscription.subscriptionId);
  const upTo = `${prefix}${until === undefined ? '' : eventTime(until)}~`;
  for await (const item of allItems(items, { pk, upTo, descending: true, consistent: true })) {
    if (item.sk < `${prefix}${eventTime(since)}`) return;
    yield bodyOf<Delivery>(item);
  }
}

/** Forgets some of what happened by `happened` and was last tried by `tried`, and is not waiting to be. */
export async function forgetDeliveries(
  items: Items,
  subscription: Subscription,
  happened: string,
  tried: string,
): Promise<void> {
  const pk = keys.webhookPartition(ownerOf(subscription), subscription.subscriptionId);
  const page = await items.query({ pk, upTo: `${prefix}${eventTime(happened)}`, limit: 100 });
  const old = page.items.filter((item) => {
    if (!item.sk.startsWith(prefix)) return false;
    const { status, lastAttemptAt = '' } = bodyOf<Delivery>(item);
    return status !== 'pending' && lastAttemptAt < tried;
  });
  if (old.length > 0) await items.transact(old.map(({ sk }) => ({ delete: { pk, sk } })));
}
