import type { DomainEvent, Items } from '../ports/index.ts';
import { addDelivery, type Listener, listeners } from '../repositories/index.ts';
import { newDelivery } from '../webhooks/index.ts';

/** Who hears of a practice's events, asked for once. */
export type Audience = (practiceId: string) => Promise<readonly Listener[]>;

export function audience(items: Items): Audience {
  const known = new Map<string, Promise<readonly Listener[]>>();
  return (practiceId) => {
    const found = known.get(practiceId) ?? listeners(items, { practiceId });
    known.set(practiceId, found);
    return found;
  };
}

/** Owes the event to each who subscribed to it; the same event again is owed already. */
export async function announceEvent(items: Items, listen: Audience, event: DomainEvent): Promise<void> {
  const practiceId = event.detail['practiceId'];
  if (typeof practiceId !== 'string') return;
  for (const { subscriptionId, practiceId: owner, eventTypes } of await listen(practiceId)) {
    if (eventTypes.length > 0 && !eventTypes.includes(event.type)) continue;
    await addDelivery(items, { practiceId: owner }, subscriptionId, newDelivery(event));
  }
}
