import { beforeEach, describe, expect, test, vi } from 'vitest';
import { enrolPractice } from '../../../shared/repositories/index.ts';
import { ok, receiver, status, verified } from '../../webhooks/receiver.ts';
import { event, happen, send, Wall } from '../../webhooks/subscribed.ts';
import { anybody } from './anybody.ts';
import { type TestApi, testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

const url = 'https://ehr.example.com/hooks';
const practiceIds = ['willow-creek'];
const told = (nth: number, fields = {}) =>
  event(nth, { detail: { practiceId: 'willow-creek', claimId: `CLAIM${nth}`, status: 'paid' }, ...fields });

let api: TestApi;
beforeEach(() => {
  api = testApi();
});

async function added(body: object = { url, practiceIds }): Promise<{ path: string; secret: string; etag: string }> {
  const answer = await api.post('/webhooks', body);
  expect(answer.status).toBe(201);
  const { headers } = answer;
  return { path: headers.get('location') ?? '', secret: answer.body.secret, etag: headers.get('etag') ?? '' };
}

describe('a webhook', () => {
  test('is added, shown without its secret, listed, and removed', async () => {
    const { path, secret } = await added();
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const { body } = await api.get(path);
    expect(body).toEqual({
      ...{ webhookId: path.split('/').at(-1), url, practiceIds, eventTypes: [], status: 'active', secrets: 1 },
      createdAt: '2026-03-10T08:00:00.000Z',
    });
    expect((await api.get('/webhooks')).body).toEqual({ webhooks: [body] });
    expect((await api.ask('DELETE', path)).status).toBe(204);
    expect((await api.get(path)).status).toBe(404);
    expect((await api.ask('DELETE', path)).status).toBe(404);
    expect((await api.get('/webhooks')).body).toEqual({ webhooks: [] });
  });

  test('hears everything of every practice when nothing else is said', async () => {
    const { path } = await added({ url });
    const { body } = await api.get(path);
    expect(body.practiceIds).toEqual(api.services.configuration.practices.map((practice) => practice.practiceId));
    expect(body.eventTypes).toEqual([]);
  });

  test.each([
    [{ url: 'http://ehr.example.com/' }, '/url'],
    [{ url: 'http://127.0.0.1:9000/' }, '/url'],
    [{ url: 'https://169.254.169.254/latest' }, '/url'],
    [{ url, practiceIds: ['willow-creek', 'nobody'] }, '/practiceIds/1'],
    [{ url, practiceIds: [] }, '/practiceIds'],
    [{ url, eventTypes: ['claim.lost'] }, '/eventTypes/0'],
    [{ practiceIds }, '/url'],
    [{ url, secret: 'whsec_mine' }, '/secret'],
  ])('%j is refused at its field', async (body, pointer) => {
    const answer = await api.post('/webhooks', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((each: { pointer: string }) => each.pointer)).toEqual([pointer]);
    expect((await api.get('/webhooks')).body).toEqual({ webhooks: [] });
  });

  test('is one of twenty of its practice at most', async () => {
    for (let count = 0; count < 20; count += 1) await added();
    const answer = await api.post('/webhooks', { url, practiceIds });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].pointer).toBe('/practiceIds');
  });

  test('is changed by who has seen what it is', async () => {
    const { path, etag } = await added();
    const change = { url: `${url}/2`, practiceIds, eventTypes: ['claim.denied'], status: 'paused' };
    const put = (headers: Record<string, string>) => api.ask('PUT', path, { body: change, headers });
    expect((await put({})).status).toBe(428);
    expect((await put({ 'if-match': 'r1' })).status).toBe(400);
    const changed = await put({ 'if-match': etag });
    expect(changed.body).toMatchObject(change);
    expect((await put({ 'if-match': etag })).status).toBe(412);
    expect((await api.get(path)).headers.get('etag')).toBe(changed.headers.get('etag'));
    const others = { ...change, practiceIds: ['oak-street'] };
    const answer = await api.ask('PUT', path, { body: others, headers: { 'if-match': '"r2"' } });
    expect(answer.body.errors.map((each: { pointer: string }) => each.pointer)).toContain('/practiceIds');
  });
});

describe('what a webhook is told', () => {
  const wall = new Wall();
  beforeEach(() => {
    wall.ms = Date.now();
    api = testApi((services) => services, {}, { localWebhooks: true, wall });
  });

  test('a test message is delivered under the secret, and listed', async () => {
    await using ehr = await receiver(ok);
    const { path, secret } = await added({ url: ehr.url, practiceIds, eventTypes: ['claim.paid'] });
    const asked = await api.post(`${path}/test`);
    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({ type: 'webhook.test', status: 'pending', attempts: 0 });
    expect((await api.get(`${path}/deliveries?status=pending`)).body.deliveries).toEqual([asked.body]);
    await send(api.services, wall);
    const [heard] = ehr.heard;
    expect(heard && verified(heard, secret)).toMatchObject({ type: 'webhook.test' });
    expect((await api.get(`${path}/deliveries/${asked.body.deliveryId}`)).body).toMatchObject({
      status: 'delivered',
      attempts: 1,
      answered: 204,
    });
  });

  test('the secret is changed while the old one goes on for some hours', async () => {
    await using ehr = await receiver(ok);
    const { path, secret } = await added({ url: ehr.url, practiceIds });
    const changed = await api.post(`${path}/secret`, { overlapHours: 1 });
    expect(changed.body).toMatchObject({ secrets: 2, secret: expect.stringMatching(/^whsec_/) });
    await api.post(`${path}/test`);
    await send(api.services, wall);
    const [heard] = ehr.heard;
    expect(heard && verified(heard, secret)).toEqual(heard && verified(heard, changed.body.secret));
    wall.pass(1.1);
    expect((await api.get(path)).body.secrets).toBe(1);
  });

  test('what fails is seen, given up after two days, listed, and replayed', async () => {
    let answer = status(500);
    await using ehr = await receiver((...heard) => answer(...heard));
    const { path } = await added({ url: ehr.url, practiceIds });
    await happen(api.services, told(1), told(2));
    await send(api.services, wall);
    const { body } = await api.get(`${path}/deliveries`);
    expect(body.deliveries.map((each: { deliveryId: string }) => each.deliveryId)).toEqual([told(2).id, told(1).id]);
    expect(body.deliveries[0]).toMatchObject({ status: 'pending', answered: 500, nextAttemptAt: expect.any(String) });
    for (let hours = 0; hours < 50; hours += 1) {
      await send(api.services, wall);
      await send(api.services, wall);
      wall.pass(1);
    }
    const dead = await api.get(`${path}/deliveries?status=failed`);
    expect(dead.body.deliveries).toHaveLength(2);
    answer = ok;
    const one = await api.post(`${path}/deliveries/${told(1).id}/replay`);
    expect(one.body).toMatchObject({ deliveryId: told(1).id, status: 'pending', attempts: 0 });
    expect((await api.post(`${path}/replay`, { since: told(2).at })).body).toEqual({ replayed: 1 });
    await send(api.services, wall);
    await send(api.services, wall);
    expect((await api.get(`${path}/deliveries?status=failed`)).body.deliveries).toEqual([]);
    expect((await api.post(`${path}/replay`, { since: told(1).at })).body).toEqual({ replayed: 0 });
    expect((await api.post(`${path}/replay`, { since: told(1).at, which: 'all' })).body).toEqual({ replayed: 2 });
    expect((await api.post(`${path}/replay`, { since: 'yesterday' })).status).toBe(422);
    expect((await api.post(`${path}/deliveries/20260402T080000Z-nothing/replay`)).status).toBe(404);
  });

  test('deliveries are read page by page', async () => {
    const { path } = await added();
    await happen(api.services, ...[1, 2, 3].map((nth) => told(nth)));
    const first = await api.get(`${path}/deliveries?limit=2`);
    const second = await api.get(`${path}/deliveries?limit=2&cursor=${first.body.nextCursor}`);
    const ids = [first, second].flatMap(({ body }) =>
      body.deliveries.map((each: { deliveryId: string }) => each.deliveryId),
    );
    expect(ids).toEqual([told(3).id, told(2).id, told(1).id]);
  });
});

test('a webhook of two practices is one of neither for who may touch one of them', async () => {
  const { items, configuration } = api.services;
  const [practice] = configuration.practices;
  if (practice === undefined) throw new Error('no practice');
  const billingProvider = { ...practice.billingProvider, npi: '1999999984', taxId: '987654321' };
  await enrolPractice(items, { ...practice, practiceId: 'oak-street', billingProvider }, { fileId: 'FILE' }, []);
  const both = await api.post('/webhooks', { url, practiceIds: ['willow-creek', 'oak-street'] });
  expect(both.status).toBe(201);
  const path = both.headers.get('location') ?? '';
  for (const practices of [['willow-creek'], ['oak-street']]) {
    const narrow = testApi(() => api.services, { access: anybody(api.services, practices) });
    expect((await narrow.get(path)).status).toBe(404);
    expect((await narrow.get('/webhooks')).body).toEqual({ webhooks: [] });
    const { body } = await narrow.post('/webhooks', { url });
    expect(body.practiceIds).toEqual(practices);
  }
});
