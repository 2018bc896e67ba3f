import type { Clock, HttpPost, Items } from '../ports/index.ts';
import {
  changeSubscription,
  dueDeliveries,
  failingSince,
  forgetDeliveries,
  moveDelivery,
  readSubscription,
  setFailingSince,
  subscriptions,
} from '../repositories/index.ts';
import {
  begun,
  type Delivery,
  ended,
  isGone,
  isSuccess,
  type Met,
  payloadOf,
  type Subscription,
  signedHeaders,
  signingSecrets,
} from '../webhooks/index.ts';
import { plusDays, type Services } from './services.ts';

/** How messages leave. The clock is the machine's own, whatever time claims live on: receivers compare it with theirs. */
export interface Outlet {
  readonly post: HttpPost;
  readonly wall: Clock;
}

export interface DeliveryRun {
  /** Begins no attempt after so long. */
  readonly forMs: number;
  /** These subscribers alone, and of them those at whom the last attempt succeeded. */
  readonly only?: readonly string[];
  /** Subscribers that another run of this process is at: they are left to it. */
  readonly busy?: Set<string>;
  /** Begins no attempt once it is aborted, and ends those that were begun. */
  readonly signal?: AbortSignal;
}

export interface Delivered {
  readonly delivered: number;
  readonly failed: number;
  /** Given up: dead letters. */
  readonly givenUp: number;
  /** Subscriptions that were disabled. */
  readonly disabled: number;
}

type Counts = { -readonly [Name in keyof Delivered]: number };

/** Attempts at a time to a subscriber, and failures in a row after which he is left alone until the next run. */
const usual = { atOnce: 4, mostFailures: 3 };
/** To one at whom the last attempt failed. */
const careful = { atOnce: 1, mostFailures: 1 };
const pageSize = 100;
const keptDays = 30;
/** Nothing has arrived for so long when a delivery is given up: the subscription is disabled. */
const failingDays = 5;

/** Sends what is due to each subscriber, all of them at once: one that hangs delays nobody else. */
export async function deliverWebhooks(services: Services, outlet: Outlet, run: DeliveryRun): Promise<Delivered> {
  const endsAt = new Date(outlet.wall.now().getTime() + run.forMs);
  const isOver = (): boolean => outlet.wall.now() >= endsAt || run.signal?.aborted === true;
  const counts: Counts = { delivered: 0, failed: 0, givenUp: 0, disabled: 0 };
  const all: Promise<void>[] = [];
  const { busy = new Set() } = run;
  for await (const subscription of subscribersOf(services.items, run)) {
    const { subscriptionId } = subscription;
    if (busy.has(subscriptionId)) continue;
    busy.add(subscriptionId);
    const delivering = deliverTo(services, outlet, subscription, { isOver, signal: run.signal }, counts);
    all.push(delivering.finally(() => busy.delete(subscriptionId)));
  }
  const outcomes = await Promise.allSettled(all);
  const problem = outcomes.find((outcome) => outcome.status === 'rejected');
  if (problem !== undefined) throw problem.reason;
  return counts;
}

async function* subscribersOf(items: Items, { only }: DeliveryRun): AsyncGenerator<Subscription> {
  if (only === undefined) {
    yield* subscriptions(items, 'active');
    return;
  }
  for (const id of new Set(only)) {
    const subscription = await readSubscription(items, id);
    if (subscription?.status !== 'active') continue;
    if ((await failingSince(items, subscription)) === undefined) yield subscription;
  }
}

async function deliverTo(
  { items, clock }: Services,
  { post, wall }: Outlet,
  subscription: Subscription,
  { isOver, signal }: { isOver(): boolean; readonly signal: AbortSignal | undefined },
  counts: Counts,
): Promise<void> {
  const health = { since: await failingSince(items, subscription), isDisabled: false };
  let failures = 0;
  let attempts = 0;

  /** One after the other, for as long as there is time and the subscriber answers. */
  async function lane(waiting: Iterable<Delivery>, mostFailures: number): Promise<void> {
    for (const delivery of waiting) {
      if (health.isDisabled || failures >= mostFailures || isOver()) return;
      const attempt = begun(delivery, wall.now());
      // Another run, or a replay, was faster; or the index lags.
      if (!(await moveDelivery(items, subscription, delivery, attempt))) continue;
      attempts += 1;
      const met = await post.post({ ...messageOf(subscription, attempt, wall.now()), signal });
      failures = isSuccess(met) ? 0 : failures + 1;
      await settle(items, subscription, health, attempt, met, wall.now(), counts);
    }
  }

  for (let before = -1; before < attempts && failures === 0; ) {
    before = attempts;
    const { atOnce, mostFailures } = health.since === undefined ? usual : careful;
    const due = await dueDeliveries(items, subscription, wall.now(), health.since === undefined ? pageSize : 1);
    const waiting = due.values();
    await Promise.all(Array.from({ length: atOnce }, () => lane(waiting, mostFailures)));
  }
  if (attempts === 0) return;
  const keptSince = (now: Date): string => plusDays(now.toISOString(), -keptDays);
  await forgetDeliveries(items, subscription, keptSince(clock.now()), keptSince(wall.now()));
}

function messageOf(subscription: Subscription, { event }: Delivery, now: Date) {
  const body = payloadOf(event);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Claimwright-Webhooks',
    ...signedHeaders(event.id, now, body, signingSecrets(subscription, now)),
  };
  return { url: subscription.url, headers, body };
}

/** What is known of a subscriber: since when nothing arrives. */
interface Health {
  since: string | undefined;
  isDisabled: boolean;
}

/** Stores what an attempt met, and what that says of the subscriber. */
async function settle(
  items: Items,
  subscription: Subscription,
  health: Health,
  attempt: Delivery,
  met: Met,
  now: Date,
  counts: Counts,
): Promise<void> {
  const delivery = ended(attempt, met, now, subscription.subscriptionId);
  await moveDelivery(items, subscription, attempt, delivery);
  const { since } = health;
  if (isSuccess(met)) {
    counts.delivered += 1;
    health.since = undefined;
    if (since !== undefined) await setFailingSince(items, subscription, undefined);
    return;
  }
  counts.failed += 1;
  if (delivery.status === 'failed') counts.givenUp += 1;
  if (since === undefined) {
    health.since = now.toISOString();
    await setFailingSince(items, subscription, health.since);
  }
  const isFailing =
    delivery.status === 'failed' && since !== undefined && plusDays(since, failingDays) <= now.toISOString();
  if (!isGone(met) && !isFailing) return;
  const reason = isGone(met) ? 'gone' : 'failing';
  health.isDisabled = true;
  // Unless its owner has just changed it.
  if ((await changeSubscription(items, subscription, { status: 'disabled', reason })) !== undefined)
    counts.disabled += 1;
}
