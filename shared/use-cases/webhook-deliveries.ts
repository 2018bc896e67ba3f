import type { Items } from '../ports/index.ts';
import {
  addDelivery,
  deliveriesBetween,
  eventTime,
  moveDelivery,
  ownerOf,
  readDelivery,
} from '../repositories/index.ts';
import { type Delivery, newDelivery, replayed, type Subscription } from '../webhooks/index.ts';
import { nowIso, type Services } from './services.ts';

/** Deliveries of one replay. */
const mostReplayed = 2_000;

/** Owes one event again, under its own id; undefined when there is none. */
export async function replayDelivery(
  items: Items,
  subscription: Subscription,
  eventId: string,
): Promise<Delivery | undefined> {
  for (;;) {
    const before = await readDelivery(items, subscription, eventId);
    if (before === undefined) return undefined;
    const after = replayed(before);
    // An attempt may have moved it meanwhile.
    if (await moveDelivery(items, subscription, before, after)) return after;
  }
}

export interface Replay {
  /** ISO dates and times: what happened from then on, and up to then. */
  readonly since: string;
  readonly until?: string | undefined;
  /** Dead letters alone, or what has arrived too. */
  readonly which: 'failed' | 'all';
}

/** Owes again what happened in a time, each under its own id. `next`: there was too much of it; go on with this `until`. */
export async function replayBetween(
  items: Items,
  subscription: Subscription,
  { since, until, which }: Replay,
): Promise<{ readonly replayed: number; readonly next?: string }> {
  let count = 0;
  for await (const delivery of deliveriesBetween(items, subscription, since, until)) {
    if (delivery.status === 'pending' || (which === 'failed' && delivery.status !== 'failed')) continue;
    if (count >= mostReplayed) return { replayed: count, next: delivery.event.at };
    if (await moveDelivery(items, subscription, delivery, replayed(delivery))) count += 1;
  }
  return { replayed: count };
}

/** Owes the subscriber an event that says nothing, whatever types he hears. `now`: by the machine's own clock. */
export async function sendTestEvent(services: Services, subscription: Subscription, now: Date): Promise<Delivery> {
  const { subscriptionId } = subscription;
  const at = nowIso(services);
  const id = `${eventTime(at)}-test-${services.ids.derive(15, 'test', subscriptionId, now.toISOString())}`;
  const delivery = newDelivery({ id, type: 'webhook.test', at, detail: { webhookId: subscriptionId } });
  await addDelivery(services.items, ownerOf(subscription), subscriptionId, delivery);
  return delivery;
}
