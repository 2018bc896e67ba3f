import { describe, expect, test } from 'vitest';
import { httpPost } from '../../functions/deliver-webhooks/http-post.ts';
import { readSubscription } from '../../shared/repositories/index.ts';
import { replayBetween, replayDelivery } from '../../shared/use-cases/webhook-deliveries.ts';
import { amendSubscription, rotateSecret, unsubscribe } from '../../shared/use-cases/webhook-subscriptions.ts';
import { secretOf } from '../../shared/webhooks/index.ts';
import { encounter } from '../pipeline/one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from '../pipeline/run-home.ts';
import { hang, ok, receiver, status, verified } from './receiver.ts';
import { event, happen, owed, practices, send, subscribed, Wall } from './subscribed.ts';

const asking = { practices: 'all', now: new Date(), allowLoopback: true } as const;
const states = async (...args: Parameters<typeof owed>): Promise<string[]> =>
  (await owed(...args)).map(({ status: state, attempts }) => `${state} ${attempts}`);

describe('a subscriber', () => {
  test('hears what happens to claims, batches and payments, signed, with identifiers alone', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(ok);
    const wall = new Wall();
    const { secret } = await subscribed(home.services, wall, { url: ehr.url, practices });
    await takeIn(home, uploadOf('named-by-practice', encounter('DENY501')));
    expect(await send(home.services, wall)).toEqual({ delivered: 5, failed: 0, givenUp: 0, disabled: 0 });
    const said = ehr.heard.map((each) => verified(each, secret) as { type: string; timestamp: string; data: object });
    const payments = ['remittance.posted', 'remittance.received'];
    expect(said.map(({ type }) => type).sort()).toEqual([
      'batch.read',
      'claim.denied',
      'claim.in_process',
      ...payments,
    ]);
    for (const { data, timestamp } of said) {
      expect(timestamp).toMatch(/^2026-0[34]-\d\dT\d\d:\d\d:\d\dZ$/);
      for (const name of Object.keys(data))
        expect(['practiceId', 'claimId', 'batchId', 'remittanceId', 'status']).toContain(name);
    }
    for (const canary of ['DENY501', 'Person', '1984', 'named-by-practice', 'J02', 'Example Road']) {
      expect(JSON.stringify(ehr.heard)).not.toContain(canary);
    }
    expect(await send(home.services, wall)).toMatchObject({ delivered: 0 });
  });

  test('hears the types that he named, and those of his practices', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(ok);
    const wall = new Wall();
    await subscribed(home.services, wall, { url: ehr.url, practices, eventTypes: ['claim.denied'] });
    const elsewhere = { practiceId: 'behavioral-health', claimId: 'CLAIM3', status: 'denied' };
    await happen(
      home.services,
      event(1),
      event(2, { type: 'claim.denied' }),
      event(3, { type: 'claim.denied', detail: elsewhere }),
    );
    await send(home.services, wall);
    expect(ehr.heard.map(({ headers }) => headers['webhook-id'])).toEqual([event(2).id]);
  });

  test('is owed an event once, however often it is told', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(ok);
    const wall = new Wall();
    const one = await subscribed(home.services, wall, { url: ehr.url, practices });
    await happen(home.services, event(1), event(1));
    await send(home.services, wall);
    await happen(home.services, event(1));
    expect(await states(home.services, one)).toEqual(['delivered 1']);
    await send(home.services, wall);
    expect(ehr.heard).toHaveLength(1);
  });

  test('can check either secret while one takes the place of the other', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(ok);
    const wall = new Wall();
    const one = await subscribed(home.services, wall, { url: ehr.url, practices });
    const next = secretOf(Buffer.alloc(32, 200));
    await rotateSecret(home.services.items, one, next, wall.now(), 24);
    await happen(home.services, event(1));
    await send(home.services, wall);
    const [heard] = ehr.heard;
    if (heard === undefined) throw new Error('nothing was heard');
    expect(verified(heard, next)).toEqual(verified(heard, one.secret));
  });

  test('who has left is sent nothing', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(ok);
    const wall = new Wall();
    const one = await subscribed(home.services, wall, { url: ehr.url, practices });
    await happen(home.services, event(1));
    await unsubscribe(home.services.items, one);
    await happen(home.services, event(2));
    await send(home.services, wall);
    expect(ehr.heard).toEqual([]);
    expect(await readSubscription(home.services.items, one.subscriptionId)).toBeUndefined();
  });
});

describe('a receiver that fails', () => {
  test('is tried again under the same id with a new time, until it answers', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver((response, _heard, nth) => void response.writeHead(nth < 3 ? 500 : 200).end());
    const wall = new Wall();
    const one = await subscribed(home.services, wall, { url: ehr.url, practices });
    await happen(home.services, event(1));
    for (let run = 0; run < 4; run += 1) {
      await send(home.services, wall);
      expect(await send(home.services, wall)).toMatchObject({ delivered: 0, failed: 0 });
      wall.pass(0.03);
    }
    expect(new Set(ehr.heard.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([event(1).id]));
    expect(new Set(ehr.heard.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    expect(new Set(ehr.heard.map(({ body }) => body)).size).toBe(1);
    expect(await states(home.services, one)).toEqual(['delivered 3']);
  });

  test('for two days has a dead letter, which goes out when it is replayed', async () => {
    using home = await temporaryHome();
    let answer = status(503);
    await using ehr = await receiver((...heard) => answer(...heard));
    const wall = new Wall();
    const one = await subscribed(home.services, wall, { url: ehr.url, practices });
    await happen(home.services, event(1), event(2));
    let givenUp = 0;
    for (let hours = 0; hours < 50; hours += 1) {
      givenUp += (await send(home.services, wall)).givenUp + (await send(home.services, wall)).givenUp;
      wall.pass(1);
    }
    expect(givenUp).toBe(2);
    expect((await owed(home.services, one)).map((each) => ({ state: each.status, met: each.met }))).toEqual(
      Array(2).fill({ state: 'failed', met: { status: 503 } }),
    );
    answer = ok;
    const before = ehr.heard.length;
    expect(await send(home.services, wall)).toMatchObject({ delivered: 0 });
    await replayDelivery(home.services.items, one, event(1).id);
    await send(home.services, wall);
    expect(ehr.heard.slice(before).map(({ headers }) => headers['webhook-id'])).toEqual([event(1).id]);
    const replay = { since: '2026-04-02T00:00:00Z', which: 'failed' } as const;
    expect(await replayBetween(home.services.items, one, replay)).toEqual({ replayed: 1 });
    await send(home.services, wall);
    expect(await states(home.services, one)).toEqual(['delivered 1', 'delivered 1']);
  });

  test('for days without one success is disabled, and gets what it has missed once it is active again', async () => {
    using home = await temporaryHome();
    let answer = status(500);
    await using ehr = await receiver((...heard) => answer(...heard));
    const wall = new Wall();
    const one = await subscribed(home.services, wall, { url: ehr.url, practices });
    const now = () => readSubscription(home.services.items, one.subscriptionId);
    let disabled = 0;
    for (let hours = 0; disabled === 0; hours += 1) {
      if (hours % 24 === 0) await happen(home.services, event(hours / 24 + 1));
      disabled = (await send(home.services, wall)).disabled;
      if (hours < 5 * 24) expect(await now()).toMatchObject({ status: 'active' });
      wall.pass(1);
    }
    expect(await now()).toMatchObject({ status: 'disabled', reason: 'failing' });
    answer = ok;
    const before = ehr.heard.length;
    await happen(home.services, event(50));
    await send(home.services, wall);
    expect(ehr.heard).toHaveLength(before);
    const stopped = await now();
    if (stopped === undefined) throw new Error('it is gone');
    expect(await amendSubscription(home.services, asking, stopped, { status: 'active' })).toMatchObject({ ok: true });
    expect(await now()).not.toHaveProperty('reason');
    wall.pass(7);
    await send(home.services, wall);
    expect(ehr.heard.slice(before).map(({ headers }) => headers['webhook-id'])).toContain(event(50).id);
    expect((await states(home.services, one)).filter((each) => each.startsWith('pending'))).toEqual([]);
  });

  test('says that it is gone: it is sent nothing more', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(status(410));
    const wall = new Wall();
    const { subscriptionId } = await subscribed(home.services, wall, { url: ehr.url, practices });
    await happen(home.services, event(1));
    expect(await send(home.services, wall)).toEqual({ delivered: 0, failed: 1, givenUp: 0, disabled: 1 });
    await happen(home.services, event(2));
    wall.pass(24);
    await send(home.services, wall);
    expect(ehr.heard).toHaveLength(1);
    expect(await readSubscription(home.services.items, subscriptionId)).toMatchObject({
      status: 'disabled',
      reason: 'gone',
    });
  });

  test('asks for time, and gets it', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(status(429, { 'retry-after': '7200' }));
    const wall = new Wall();
    await subscribed(home.services, wall, { url: ehr.url, practices });
    await happen(home.services, event(1));
    await send(home.services, wall);
    wall.pass(1.99);
    await send(home.services, wall);
    expect(ehr.heard).toHaveLength(1);
    wall.pass(0.02);
    await send(home.services, wall);
    expect(ehr.heard).toHaveLength(2);
  });

  test('is tried with one message after that, and with all once it answers', async () => {
    using home = await temporaryHome();
    let answer = status(500);
    await using ehr = await receiver((...heard) => answer(...heard));
    const wall = new Wall();
    await subscribed(home.services, wall, { url: ehr.url, practices });
    await happen(home.services, ...Array.from({ length: 20 }, (_, nth) => event(nth + 1)));
    const { failed } = await send(home.services, wall);
    expect(failed).toBeGreaterThanOrEqual(3);
    expect(failed).toBeLessThanOrEqual(6);
    expect(await send(home.services, wall)).toMatchObject({ failed: 1 });
    answer = ok;
    wall.pass(1);
    expect(await send(home.services, wall)).toMatchObject({ delivered: 20, failed: 0 });
  });
});

describe('a receiver that hangs', () => {
  test('delays nobody else, and what comes for it meanwhile is left to its own time', async () => {
    using home = await temporaryHome();
    await using hanging = await receiver(hang);
    await using ehr = await receiver(ok);
    const wall = new Wall();
    const stuck = await subscribed(home.services, wall, { url: hanging.url, practices });
    const well = await subscribed(home.services, wall, { url: ehr.url, practices });
    await happen(home.services, ...Array.from({ length: 30 }, (_, nth) => event(nth + 1)));
    const ids = [stuck, well].map(({ subscriptionId }) => subscriptionId);
    const busy = new Set<string>();
    const run = send(home.services, wall, { busy }, httpPost({ allowLoopback: true, timeoutMs: 3_000 }));
    await ehr.until(30);
    expect([...busy]).toContain(stuck.subscriptionId);
    expect(await run).toMatchObject({ delivered: 30, failed: 4 });
    // As the table's stream would: to those at whom the last attempt succeeded.
    await happen(home.services, event(31));
    const heard = hanging.heard.length;
    expect(await send(home.services, wall, { only: ids })).toMatchObject({ delivered: 1, failed: 0 });
    expect(hanging.heard).toHaveLength(heard);
  });

  test('two runs at the same time send nothing twice', async () => {
    using home = await temporaryHome();
    await using ehr = await receiver(ok);
    const wall = new Wall();
    await subscribed(home.services, wall, { url: ehr.url, practices });
    await happen(home.services, ...Array.from({ length: 30 }, (_, nth) => event(nth + 1)));
    await Promise.all([send(home.services, wall), send(home.services, wall), send(home.services, wall)]);
    expect(ehr.heard).toHaveLength(30);
  });
});
