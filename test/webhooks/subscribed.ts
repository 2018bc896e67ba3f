import { httpPost } from '../../functions/deliver-webhooks/http-post.ts';
import type { DomainEvent, HttpPost } from '../../shared/ports/index.ts';
import { pageOfDeliveries, readSubscription } from '../../shared/repositories/index.ts';
import { announceEvent } from '../../shared/use-cases/announce-event.ts';
import { audience, deliverWebhooks, type Services } from '../../shared/use-cases/index.ts';
import { subscribe, type Wanted } from '../../shared/use-cases/webhook-subscriptions.ts';
import { type Delivery, type Subscription, secretOf } from '../../shared/webhooks/index.ts';

/** The machine's own time, as the test moves it. */
export class Wall {
  ms = Date.now();
  now = (): Date => new Date(this.ms);
  pass(hours: number): void {
    this.ms += hours * 3_600_000;
  }
}

let made = 0;

export async function subscribed(
  services: Services,
  wall: Wall,
  wanted: Wanted & { readonly practices: readonly string[] },
): Promise<Subscription & { readonly secret: string }> {
  made += 1;
  const secret = secretOf(Buffer.alloc(32, made));
  const asking = { practices: 'all', now: wall.now(), allowLoopback: true } as const;
  const outcome = await subscribe(services, asking, wanted, secret);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return { ...outcome.value, secret };
}

export const practices = ['family-medicine'];

export function event(nth: number, fields: Partial<DomainEvent> = {}): DomainEvent {
  const at = `2026-04-02T08:00:${String(nth).padStart(2, '0')}Z`;
  const id = `${at.replace(/[-:]/g, '')}-000002-CLAIM`;
  return {
    id,
    type: 'claim.paid',
    at,
    detail: { practiceId: 'family-medicine', claimId: `CLAIM${nth}`, status: 'paid' },
    ...fields,
  };
}

/** Tells of so many events, one after the other. */
export async function happen({ items }: Services, ...events: readonly DomainEvent[]): Promise<void> {
  for (const each of events) await announceEvent(items, audience(items), each);
}

const patient = httpPost({ allowLoopback: true });

export function send(
  services: Services,
  wall: Wall,
  run: Partial<Parameters<typeof deliverWebhooks>[2]> = {},
  post: HttpPost = patient,
) {
  return deliverWebhooks(services, { post, wall }, { forMs: 60_000, ...run });
}

export async function owed({ items }: Services, { subscriptionId }: Subscription): Promise<readonly Delivery[]> {
  const subscription = await readSubscription(items, subscriptionId);
  if (subscription === undefined) return [];
  return [...(await pageOfDeliveries(items, subscription, undefined, 100)).deliveries].reverse();
}
