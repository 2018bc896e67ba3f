import { allItems, type Item, type Items, type Write } from '../ports/index.ts';
import type { Subscription } from '../webhooks/index.ts';
import { indexes, keys } from './keys.ts';
import { type ListPlace, pageThrough } from './page-through.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** One that hears of a practice's events: what must be known of it when one happens. */
export interface Listener {
  readonly subscriptionId: string;
  /** The practice that it belongs to. */
  readonly practiceId: string;
  readonly eventTypes: readonly string[];
}

/** The practice that a subscription belongs to. */
export const ownerOf = ({ practices: [practiceId] }: Pick<Subscription, 'practices'>): PracticeScope => ({
  practiceId,
});

const itemKey = (scope: PracticeScope, subscriptionId: string, sk: string) => ({
  pk: keys.webhookPartition(scope, subscriptionId),
  sk,
});

function subscriptionItem(subscription: Subscription): Item {
  const { subscriptionId, status, revision } = subscription;
  return storedItem(itemKey(ownerOf(subscription), subscriptionId, 'WEBHOOK'), subscription, {
    revision,
    statusPk: indexes.webhooks,
    statusSk: `${status}#${subscriptionId}`,
  });
}

const listenerKey = (practiceId: string, subscriptionId: string) => ({
  pk: keys.listeners({ practiceId }),
  sk: subscriptionId,
});

function listenerWrites({ subscriptionId, practices, eventTypes }: Subscription): Write[] {
  const body: Listener = { subscriptionId, practiceId: practices[0], eventTypes };
  return practices.map((practiceId) => ({ put: storedItem(listenerKey(practiceId, subscriptionId), body) }));
}

/** Stores a new subscription; `exists` when one has its id. */
export async function addSubscription(items: Items, subscription: Subscription): Promise<'added' | 'exists'> {
  const route = storedItem(keys.webhookRoute(subscription.subscriptionId), ownerOf(subscription));
  const outcome = await items.transact([
    { put: subscriptionItem(subscription), if: 'absent' },
    { put: route, if: 'absent' },
    ...listenerWrites(subscription),
  ]);
  return outcome === 'done' ? 'added' : 'exists';
}

/** Stores the subscription as it is now, unless it has been changed since it was read. It keeps the practice it belongs to. */
export async function changeSubscription(
  items: Items,
  before: Subscription,
  changes: Partial<Omit<Subscription, 'subscriptionId' | 'revision'>>,
): Promise<Subscription | undefined> {
  const { revision, subscriptionId } = before;
  const after: Subscription = { ...before, ...changes, revision: revision + 1 };
  const left = before.practices.filter((practiceId) => !after.practices.includes(practiceId));
  const outcome = await items.transact([
    { put: subscriptionItem(after), if: { revision } },
    ...listenerWrites(after),
    ...left.map((practiceId) => ({ delete: listenerKey(practiceId, subscriptionId) })),
  ]);
  return outcome === 'done' ? after : undefined;
}

export async function readSubscription(items: Items, subscriptionId: string): Promise<Subscription | undefined> {
  const route = await items.get(keys.webhookRoute(subscriptionId));
  if (route === undefined) return undefined;
  const item = await items.get(itemKey(bodyOf<PracticeScope>(route), subscriptionId, 'WEBHOOK'));
  return item && bodyOf<Subscription>(item);
}

/** Ends a subscription; what it is still owed is forgotten. */
export async function removeSubscription(items: Items, subscription: Subscription): Promise<void> {
  const { subscriptionId, practices } = subscription;
  await items.transact([
    { delete: keys.webhookRoute(subscriptionId) },
    ...practices.map((practiceId) => ({ delete: listenerKey(practiceId, subscriptionId) })),
  ]);
  const pk = keys.webhookPartition(ownerOf(subscription), subscriptionId);
  const owed: Write[] = [];
  for await (const { sk } of allItems(items, { pk, consistent: true })) owed.push({ delete: { pk, sk } });
  while (owed.length > 0) await items.transact(owed.splice(0, 100));
}

/** Subscriptions of one status. */
export async function* subscriptions(items: Items, status: Subscription['status']): AsyncGenerator<Subscription> {
  const query = { pk: indexes.webhooks, index: 'status', beginsWith: `${status}#` } as const;
  for await (const item of allItems(items, query)) yield bodyOf<Subscription>(item);
}

/** A page of the ids of subscriptions that belong to these practices; it may hold fewer than the limit. */
export async function pageOfSubscriptions(
  items: Items,
  scopes: readonly PracticeScope[],
  limit: number,
  from?: ListPlace,
): Promise<{ readonly subscriptionIds: readonly string[]; readonly next?: ListPlace }> {
  const queries = scopes.map((scope) => ({ pk: keys.listeners(scope), consistent: true }));
  const { items: found, ...rest } = await pageThrough(items, queries, limit, from);
  const owned = found.filter(({ pk, ...item }) => pk === keys.listeners(bodyOf<Listener>({ pk, ...item })));
  return { subscriptionIds: owned.map(({ sk }) => sk), ...rest };
}

export async function listeners(items: Items, scope: PracticeScope): Promise<readonly Listener[]> {
  const found: Listener[] = [];
  for await (const item of allItems(items, { pk: keys.listeners(scope), consistent: true })) {
    found.push(bodyOf<Listener>(item));
  }
  return found;
}

/** Since when nothing has arrived at the subscriber; undefined when the last attempt succeeded. */
export async function failingSince(items: Items, subscription: Subscription): Promise<string | undefined> {
  const item = await items.get(itemKey(ownerOf(subscription), subscription.subscriptionId, 'HEALTH'));
  return item && bodyOf<{ readonly failingSince: string }>(item).failingSince;
}

export async function setFailingSince(items: Items, subscription: Subscription, at: string | undefined): Promise<void> {
  const key = itemKey(ownerOf(subscription), subscription.subscriptionId, 'HEALTH');
  await items.transact([
    at === undefined ? { delete: key } : { put: storedItem(key, { failingSince: at }), if: 'absent' },
  ]);
}
