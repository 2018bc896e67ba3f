import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createHandler } from '../../../functions/api/handler.ts';
import { auditTrail, ConcurrentChange } from '../../../shared/repositories/index.ts';
import { ok } from '../../../shared/result.ts';
import { exampleEncounter } from '../../claims/example.ts';
import { takeIn } from '../claims-in-store.ts';
import { type TestApi, testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

let api: TestApi;
beforeEach(() => {
  api = testApi();
});

const keyed = (key: string) => ({ 'idempotency-key': key });
const typeOf = (code: string) => `urn:claimwright:problem:${code}`;

test('/health says nothing of claims', async () => {
  await takeIn(api.services, 'first', [exampleEncounter]);
  const { body } = await api.get('/health');
  expect(body).toEqual({ status: 'ok', time: 'virtual', now: '2026-03-10T08:00:00.000Z' });
});

describe('request ids', () => {
  test("the caller's own is in the answer", async () => {
    expect((await api.get('/health', { 'x-request-id': 'trace-1' })).headers.get('x-request-id')).toBe('trace-1');
  });

  test.each(['two words', 'x'.repeat(129)])('%s is replaced, by another one each time', async (given) => {
    const ids = await Promise.all([1, 2].map(() => api.get('/health', { 'x-request-id': given })));
    const [one, other] = ids.map(({ headers }) => headers.get('x-request-id'));
    expect(one).toMatch(/^[0-9a-f-]{36}$/);
    expect(other).not.toBe(one);
  });
});

describe('methods', () => {
  test('HEAD is GET without a body', async () => {
    const { status, body, headers } = await api.ask('HEAD', '/claims');
    expect({ status, body, type: headers.get('content-type') }).toEqual({
      status: 200,
      body: '',
      type: 'application/json',
    });
  });

  test('OPTIONS says what there is', async () => {
    const { status, headers } = await api.ask('OPTIONS', '/encounters');
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 204, allow: 'OPTIONS, POST' });
  });

  test.each([
    ['DELETE', '/claims', 'OPTIONS, GET, HEAD'],
    ['GET', '/encounters', 'OPTIONS, POST'],
    ['POST', '/claims/AAAAAAAAAAAAAAA', 'OPTIONS, GET, HEAD'],
  ])('%s %s is not there', async (method, path, allow) => {
    const { status, body, headers } = await api.ask(method, path);
    expect({ status, type: body.type, allow: headers.get('allow') }).toEqual({
      status: 405,
      type: typeOf('method-not-allowed'),
      allow,
    });
  });

  test.each(['/', '/patients', '/claims/', '//claims'])('%s is no path', async (path) => {
    const { status, body, headers } = await api.get(path);
    expect({ status, type: body.type }).toEqual({ status: 404, type: typeOf('not-found') });
    expect(headers.get('x-request-id')).not.toBeNull();
  });
});

describe('Idempotency-Key', () => {
  const post = (key: string, encounterId: string) =>
    api.post('/encounters', { ...exampleEncounter, encounterId }, keyed(key));

  test('the same request has the same answer, and is done once', async () => {
    const first = await post('one', 'ENC-1');
    await api.services.queues.receive('arrivals', 10);
    const again = await post('one', 'ENC-1');
    expect(again.body).toEqual(first.body);
    expect(again.status).toBe(202);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  test('another request under the key is refused', async () => {
    await post('one', 'ENC-1');
    const other = await post('one', 'ENC-2');
    expect(other.body).toMatchObject({ status: 422, type: typeOf('key-used-otherwise') });
    expect((await post('two', 'ENC-2')).status).toBe(202);
  });

  test('the key is free again after a day', async () => {
    await post('one', 'ENC-1');
    api.wait(24 * 3600 - 1);
    expect((await post('one', 'ENC-2')).status).toBe(422);
    api.wait(2);
    expect((await post('one', 'ENC-2')).status).toBe(202);
  });

  test('what was refused can be mended and sent under the same key', async () => {
    expect((await post('one', '')).status).toBe(422);
    expect((await post('one', 'ENC-1')).status).toBe(202);
  });

  test('what was refused for what was found is refused again, though it would be done now', async () => {
    await takeIn(api.services, 'first', [exampleEncounter]);
    const contradicting = { ...exampleEncounter, placeOfServiceCode: '10' };
    const first = await api.post('/encounters', contradicting, keyed('one'));
    expect(first.body).toMatchObject({ status: 409, type: typeOf('encounters-conflict') });
    const path = '/claims/AAAAAAAAAAAAAAA/work/W1/take';
    expect((await api.post(path, undefined, keyed('two'))).status).toBe(404);
    for (const again of [
      await api.post('/encounters', contradicting, keyed('one')),
      await api.post(path, undefined, keyed('two')),
    ]) {
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(again.headers.get('content-type')).toBe('application/problem+json');
    }
    expect((await api.post('/encounters', contradicting, keyed('one'))).body).toEqual(first.body);
  });

  test('what somebody else overtook can be sent again under the same key', async () => {
    let overtaken = 1;
    api = testApi((services) => ({
      ...services,
      objects: {
        ...services.objects,
        async putIfAbsent(key, body) {
          overtaken -= 1;
          if (overtaken >= 0) throw new ConcurrentChange('another was first');
          return services.objects.putIfAbsent(key, body);
        },
      },
    }));
    expect((await post('one', 'ENC-1')).body).toMatchObject({ status: 409, type: typeOf('overtaken') });
    expect((await post('one', 'ENC-1')).status).toBe(202);
  });

  test.each(['', ' ', 'x'.repeat(256), 'a b'])('%j is no key', async (key) => {
    const { body } = await post(key, 'ENC-1');
    expect(body).toMatchObject({ status: 400, errors: [{ header: 'Idempotency-Key' }] });
  });

  test('while the first is in hand, the second waits; who was cut off is followed after a minute', async () => {
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    api = testApi((services) => ({
      ...services,
      objects: {
        ...services.objects,
        async putIfAbsent(key, body) {
          reached.resolve();
          await goOn.promise;
          return services.objects.putIfAbsent(key, body);
        },
      },
    }));
    const first = post('one', 'ENC-1');
    await reached.promise;
    const second = await post('one', 'ENC-1');
    expect(second.body).toMatchObject({ status: 409, type: typeOf('key-in-use') });
    expect(second.headers.get('retry-after')).toBe('2');
    goOn.resolve();
    api.wait(61);
    const third = await post('one', 'ENC-1');
    expect(third.body).toEqual((await first).body);
  });

  test('a failure is not kept', async () => {
    let failures = 1;
    api = testApi((services) => ({
      ...services,
      objects: {
        ...services.objects,
        async putIfAbsent(key, body) {
          failures -= 1;
          if (failures >= 0) throw new Error('Santos');
          return services.objects.putIfAbsent(key, body);
        },
      },
    }));
    expect((await post('one', 'ENC-1')).status).toBe(500);
    expect((await post('one', 'ENC-1')).status).toBe(202);
  });

  test('what is past is forgotten', async () => {
    for (let number = 0; number < 12; number += 1) await post(`key-${number}`, 'ENC-1');
    api.wait(25 * 3600);
    for (const key of ['a', 'b', 'c']) await post(key, 'ENC-1');
    const due = await api.services.items.query({ pk: 'IDEMPOTENCY', index: 'due' });
    expect(due.items).toHaveLength(3);
  });
});

describe('rate limits', () => {
  test('so many in a window, then none until the next', async () => {
    api = testApi(undefined, { limit: { requests: 5, windowSeconds: 10 } });
    api.wait(4);
    const statuses = await Promise.all(Array.from({ length: 7 }, () => api.get('/claims')));
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const refused = statuses.find(({ status }) => status === 429);
    expect(refused?.headers.get('retry-after')).toBe('6');
    expect((await api.get('/health')).status).toBe(200);
    api.wait(6);
    expect((await api.get('/claims')).status).toBe(200);
  });

  test('two processes share the limit', async () => {
    const limit = { requests: 100, windowSeconds: 10 };
    api = testApi(undefined, { limit });
    const other = testApi(() => api.services, { limit });
    const both = [api, other].flatMap((each) => Array.from({ length: 80 }, () => each.get('/claims')));
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
  });
});

test('what is wrong is told of a hundred fields at most, and a body of too many values is not looked at', async () => {
  const path = '/held-claims/AAAAAAAAAAAAAAA/correct';
  const [some, many] = [100, 10_000].map((count) => ({ corrections: Array(count).fill({}) }));
  const told = (await api.post(path, some, { 'if-match': '"r1"' })).body;
  expect(told.errors).toHaveLength(100);
  expect(told.detail).toContain('The first 100 faults are listed.');
  expect((await api.post(path, many, { 'if-match': '"r1"' })).body).toMatchObject({
    type: typeOf('body-invalid'),
    errors: [{ pointer: '', detail: 'must hold at most 5000 values' }],
  });
});

test('a failure says nothing of what failed', async () => {
  const failing = testApi((services) => ({
    ...services,
    items: { ...services.items, query: () => Promise.reject(new Error('Santos')) },
  }));
  const { body } = await failing.get('/claims');
  expect(body).toMatchObject({ status: 500, type: typeOf('failed') });
  expect(JSON.stringify(body)).not.toMatch(/Santos/);
});

describe('on Lambda', () => {
  const answering = (callerRequestsPerSecond?: number) => {
    const { services } = api;
    const wall = { now: () => new Date('2026-03-10T08:00:00Z') };
    const homes = { ...services, time: 'real', wall, links: {} as never } as const;
    const tokens = { verify: async () => ok({ kind: 'user', subject: 'jo', scopes: [], groups: ['biller'] }) } as never;
    const audit = auditTrail(services.items, services.ids, wall);
    const answer = createHandler({ ...homes, access: { tokens, audit }, callerRequestsPerSecond });
    return async (rawPath: string): Promise<ReturnType<typeof JSON.parse>> =>
      answer({
        version: '2.0',
        routeKey: '$default',
        rawPath,
        rawQueryString: '',
        headers: { authorization: 'Bearer token' },
        body: null,
        isBase64Encoded: false,
        requestContext: {
          http: { method: 'GET', path: rawPath },
          domainName: 'api.example.com',
          requestId: 'JKJaXmPLvHcESHA=',
        },
      });
  };

  test('the same routes answer, under its id of the request', async () => {
    const answer = await answering()('/health');
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'x-request-id': 'JKJaXmPLvHcESHA=' } });
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'ok', time: 'real' });
  });

  test('a caller may send what the stage says, on average of ten seconds', async () => {
    const ask = answering(0.2);
    const statuses = [await ask('/claims'), await ask('/claims'), await ask('/claims')];
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
  });
});
