import { describe, expect, test } from 'vitest';
import { replayBetween, replayDelivery, sendTestEvent } from '../../shared/use-cases/webhook-deliveries.ts';
import { amendSubscription } from '../../shared/use-cases/webhook-subscriptions.ts';
import { temporaryHome } from '../pipeline/run-home.ts';
import { ok, receiver, verified } from './receiver.ts';
import { event, happen, owed, practices, send, subscribed, Wall } from './subscribed.ts';

const asking = { practices: 'all', now: new Date(), allowLoopback: true } as const;

describe('what a subscriber asks for', () => {
  test('paused, it is sent nothing; active again, what it has missed', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(ok);
    const wall = new Wall();
    const one = await subscribed(home.services, wall, { url: ehr.url, practices });
    const paused = await amendSubscription(home.services, asking, one, { status: 'paused' });
    await happen(home.services, event(1), event(2));
    await send(home.services, wall);
    expect(ehr.heard).toEqual([]);
    if (!paused.ok || paused.value === undefined) throw new Error('not paused');
    await amendSubscription(home.services, asking, paused.value, { status: 'active' });
    await send(home.services, wall);
    expect(ehr.heard.map(({ headers }) => headers['webhook-id'])).toEqual([event(1).id, event(2).id]);
  });

  test('a replay sends all of a time again, each under its own id', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(ok);
    const wall = new Wall();
    const one = await subscribed(home.services, wall, { url: ehr.url, practices });
    await happen(home.services, event(1), event(2), event(3), event(4));
    await send(home.services, wall);
    const time = { since: event(2).at, until: event(3).at, which: 'all' } as const;
    expect(await replayBetween(home.services.items, one, time)).toEqual({ replayed: 2 });
    await send(home.services, wall);
    expect(ehr.heard.slice(4).map(({ headers }) => headers['webhook-id'])).toEqual([event(2).id, event(3).id]);
    expect(await replayDelivery(home.services.items, one, 'nothing')).toBeUndefined();
  });

  test('a test event comes whatever types were named', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(ok);
    const wall = new Wall();
    const one = await subscribed(home.services, wall, { url: ehr.url, practices, eventTypes: ['claim.denied'] });
    await sendTestEvent(home.services, one, wall.now());
    await send(home.services, wall);
    const [heard] = ehr.heard;
    expect(heard && verified(heard, one.secret)).toMatchObject({
      type: 'webhook.test',
      data: { webhookId: one.subscriptionId },
    });
  });
});

test('what was settled is forgotten after thirty days by both clocks', async () => {
  using home = await temporaryHome();
  await using ehr = await receiver(ok);
  const wall = new Wall();
  const one = await subscribed(home.services, wall, { url: ehr.url, practices });
  const old = { at: '2026-02-01T08:00:00Z', id: '20260201T080000Z-000002-CLAIM' };
  await happen(home.services, event(1, old));
  await send(home.services, wall);
  wall.pass(29 * 24);
  await happen(home.services, event(2));
  await send(home.services, wall);
  expect(await owed(home.services, one)).toHaveLength(2);
  wall.pass(2 * 24);
  await happen(home.services, event(3));
  await send(home.services, wall);
  expect((await owed(home.services, one)).map((each) => each.event.id)).toEqual([event(2).id, event(3).id]);
});
