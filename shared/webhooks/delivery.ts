import { nextAttempt } from './retry.ts';

/** What happened, as subscribers are told: identifiers and a status, never a person's data. */
export interface ToldEvent {
  /** The message's `webhook-id`, by which a receiver tells a repeat. */
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly detail: { readonly [name: string]: string | number | boolean };
}

/** What an attempt met: an answer, or what kept one from coming. */
export type Met =
  | { readonly status: number; readonly retryAfter?: string }
  | { readonly problem: 'timeout' | 'not-resolved' | 'not-allowed' | 'tls' | 'no-answer' };

/** One event on its way to one subscriber. `failed` is a dead letter: it is kept, and goes out when it is replayed. */
export interface Delivery {
  readonly event: ToldEvent;
  readonly status: 'pending' | 'delivered' | 'failed';
  /** Since it was made or replayed. */
  readonly attempts: number;
  readonly firstAttemptAt?: string;
  readonly lastAttemptAt?: string;
  /** While pending; absent when it is due at once. */
  readonly nextAttemptAt?: string;
  /** What the last attempt met. */
  readonly met?: Met;
  readonly revision: number;
}

/** By then an attempt that was begun has ended, or the process that made it has. */
const leaseMs = 60_000;

export const newDelivery = (event: ToldEvent): Delivery => ({ event, status: 'pending', attempts: 0, revision: 1 });

/** Due at once, as if it had never been tried. */
export const replayed = ({ event, revision }: Delivery): Delivery => ({
  ...newDelivery(event),
  revision: revision + 1,
});

/** An attempt begins. It counts now: whoever dies in the middle of it leaves the delivery to be tried again. */
export function begun(delivery: Delivery, now: Date): Delivery {
  return {
    ...delivery,
    attempts: delivery.attempts + 1,
    firstAttemptAt: delivery.firstAttemptAt ?? now.toISOString(),
    lastAttemptAt: now.toISOString(),
    nextAttemptAt: new Date(now.getTime() + leaseMs).toISOString(),
    revision: delivery.revision + 1,
  };
}

export const isSuccess = (met: Met): boolean => 'status' in met && met.status >= 200 && met.status < 300;
/** The receiver wants to hear no more. */
export const isGone = (met: Met): boolean => 'status' in met && met.status === 410;

/** What an attempt that was begun has become. */
export function ended(begunDelivery: Delivery, met: Met, now: Date, key: string): Delivery {
  const { nextAttemptAt: _lease, ...rest } = begunDelivery;
  const delivery = { ...rest, met, revision: rest.revision + 1 };
  if (isSuccess(met)) return { ...delivery, status: 'delivered' };
  const firstAt = new Date(rest.firstAttemptAt ?? now);
  const retryAfter = 'status' in met ? met.retryAfter : undefined;
  const next = nextAttempt({ attempts: rest.attempts, firstAt, now, retryAfter, key: `${key} ${rest.event.id}` });
  return next === undefined ? { ...delivery, status: 'failed' } : { ...delivery, nextAttemptAt: next.toISOString() };
}

/** The body: the same at each attempt. */
export function payloadOf({ type, at, detail }: ToldEvent): string {
  return JSON.stringify({ type, timestamp: at, data: detail });
}
