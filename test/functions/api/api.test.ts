import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createApp } from '../../../functions/api/app.ts';
import { createHandler } from '../../../functions/api/handler.ts';
import { fileRecords } from '../../../shared/repositories/index.ts';
import type { Services } from '../../../shared/use-cases/index.ts';
import { exampleEncounter } from '../../claims/example.ts';
import { testFolder } from '../../local/adapters/temporary-folder.ts';
import { claimsBySourceId, openArrived, storeIn, takeIn } from '../claims-in-store.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

const second = { ...exampleEncounter, encounterId: 'ENC-1002' };
const onChange = vi.fn();
let services: Services;
let app: ReturnType<typeof createApp>;

beforeEach(() => {
  const store = storeIn(testFolder());
  onTestFinished(store.close);
  services = store.services;
  app = createApp(services, { time: 'virtual', claimsByStatus: () => new Map([['received', 2]]), onChange });
  onChange.mockClear();
});

function post(body: string | Uint8Array<ArrayBuffer>, type = 'application/json') {
  return app.request('/encounters', { method: 'POST', body, headers: { 'content-type': type } });
}

async function answerOf(asked: Response | Promise<Response>) {
  const response = await asked;
  const body: ReturnType<typeof JSON.parse> = await response.json();
  return { status: response.status, type: response.headers.get('content-type'), body };
}

describe('POST /encounters', () => {
  test.each([
    ['one encounter', JSON.stringify(exampleEncounter), 1],
    ['one encounter on many lines', JSON.stringify(exampleEncounter, undefined, 2), 1],
    ['a list', JSON.stringify([exampleEncounter, second]), 2],
    ['a list after a byte order mark', `\uFEFF${JSON.stringify([exampleEncounter, second])}`, 2],
  ])('%s arrives as a file would', async (_name, sent, encounters) => {
    const { status, body } = await answerOf(post(sent));
    expect({ status, body }).toEqual({
      status: 202,
      body: { fileId: expect.any(String), encounters, claims: `/claims?file=${body.fileId}` },
    });
    expect(onChange).toHaveBeenCalledOnce();
    await openArrived(services);
    const [file, ...others] = await fileRecords(services.items);
    expect(file).toMatchObject({
      fileId: body.fileId,
      from: 'practice',
      status: 'read',
      counts: { taken: encounters },
    });
    expect(others).toEqual([]);
    const archived = await services.objects.get(file?.objectKey ?? '');
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(archived)).toBe(sent);
  });

  test('the same again is the same arrival', async () => {
    const sent = JSON.stringify([exampleEncounter]);
    const first = await answerOf(post(sent));
    await openArrived(services);
    expect(await answerOf(post(sent))).toEqual(first);
    await openArrived(services);
    expect(await fileRecords(services.items)).toHaveLength(1);
  });

  test.each([
    ['no JSON', '{"encounterId": "ENC-1', 'application/json', 400, 'not-json', undefined],
    ['no UTF-8 type', JSON.stringify(exampleEncounter), 'text/plain', 415, 'not-sent-as-json', undefined],
    ['nothing', '[]', 'application/json', 422, 'encounters-invalid', ['encounters']],
    [
      'one of two with a fault',
      JSON.stringify([
        exampleEncounter,
        { ...second, serviceLines: [{ ...second.serviceLines[0], charge: 'Santos' }] },
      ]),
      'application/json',
      422,
      'encounters-invalid',
      ['[1].serviceLines[0].charge'],
    ],
    [
      'bytes that are no UTF-8',
      Buffer.from(JSON.stringify({ ...exampleEncounter, encounterId: 'ENC-Ü' }), 'latin1'),
      'application/json',
      422,
      'encounters-invalid',
      ['encounterId'],
    ],
    ['no encounter', '"Santos"', 'application/json', 422, 'encounters-invalid', ['encounter']],
    [
      'a practice that nobody knows',
      JSON.stringify({ ...exampleEncounter, practiceId: 'Santos' }),
      'application/json',
      422,
      'encounters-invalid',
      ['practiceId'],
    ],
    ['too much', `"${'x'.repeat(4_000_001)}"`, 'application/json', 413, 'body-too-large', undefined],
  ])('%s is refused, and nothing of it is taken', async (_name, sent, contentType, status, code, fields) => {
    const answer = await answerOf(post(sent, contentType));
    expect(answer).toMatchObject({ status, type: 'application/problem+json' });
    expect(answer.body).toMatchObject({
      type: `urn:claimwright:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
    });
    expect(answer.body.errors?.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect(JSON.stringify(answer.body)).not.toMatch(/Santos|ENC-1/);
    expect(await services.queues.receive('arrivals', 10)).toEqual([]);
    expect(onChange).not.toHaveBeenCalled();
  });
});

test.each([
  ['one', { ...exampleEncounter, totalCharge: '1.00' }, ['encounterId']],
  ['a list', [second, { ...exampleEncounter, totalCharge: '1.00' }], ['[1].encounterId']],
])('POST /encounters of %s that contradicts a claim is refused, and names it', async (_name, sent, fields) => {
  await takeIn(services, 'first', [exampleEncounter]);
  const claim = (await claimsBySourceId(services)).get(exampleEncounter.encounterId);
  const answer = await answerOf(post(JSON.stringify(sent)));
  expect(answer).toMatchObject({ status: 409, type: 'application/problem+json' });
  expect(answer.body).toMatchObject({
    type: 'urn:claimwright:problem:encounters-conflict',
    detail: expect.stringContaining('Nothing was taken'),
    claims: [`/claims/${claim?.claimId}`],
  });
  expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  expect(await services.queues.receive('arrivals', 10)).toEqual([]);
  expect(onChange).not.toHaveBeenCalled();
});

test('POST /encounters with a repeat of a claim is taken: a duplicate is none', async () => {
  await takeIn(services, 'first', [exampleEncounter]);
  expect((await post(JSON.stringify([exampleEncounter, second]))).status).toBe(202);
});

describe('GET', () => {
  beforeEach(() => takeIn(services, 'first', [exampleEncounter, second]));

  const get = (path: string) => answerOf(app.request(path));

  test('/claims lists claims with their money as decimals', async () => {
    const { status, body } = await get('/claims');
    expect(status).toBe(200);
    expect(body.more).toBe(false);
    expect(body.claims).toHaveLength(2);
    expect(body.claims[0]).toMatchObject({
      practice: 'willow-creek',
      status: 'received',
      money: { billed: '305.50', open: '305.50', paid: '0.00' },
    });
  });

  test.each([
    ['?status=received', 2, false],
    ['?status=held', 0, false],
    ['?practice=willow-creek', 2, false],
    ['?practice=oak-street', 0, false],
    ['?limit=1', 1, true],
    ['?limit=2', 2, false],
    ['?file=NONE', 0, false],
  ])('/claims%s', async (query, count, more) => {
    const { body } = await get(`/claims${query}`);
    expect({ count: body.claims.length, more: body.more }).toEqual({ count, more });
  });

  test('/claims?file= says what became of the file', async () => {
    const [file] = await fileRecords(services.items);
    const { body } = await get(`/claims?file=${file?.fileId}`);
    expect(body.file).toMatchObject({ fileId: file?.fileId, status: 'read', counts: { taken: 2, duplicates: 0 } });
    expect(body.claims).toHaveLength(2);
  });

  test.each([
    ['status=open', 'status'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=many', 'limit'],
    ['practice=', 'practice'],
  ])('/claims?%s is refused', async (query, field) => {
    const { status, body } = await get(`/claims?${query}`);
    expect({ status, fields: body.errors.map((error: { field: string }) => error.field) }).toEqual({
      status: 400,
      fields: [field],
    });
  });

  test('/claims/{id} shows the claim', async () => {
    const claimId = (await claimsBySourceId(services)).get('ENC-1002')?.claimId;
    for (const id of [claimId, `${claimId}01`, 'ENC-1002']) {
      const { status, body } = await get(`/claims/${id}`);
      expect({ status, claimId: body.claimId }).toEqual({ status: 200, claimId });
      expect(body.timeline).toHaveLength(1);
    }
  });

  test.each([
    ['/claims/Santos', 'claim-not-found'],
    ['/patients', 'not-found'],
  ])('%s is not there', async (path, code) => {
    const { status, type, body } = await get(path);
    expect({ status, type }).toEqual({ status: 404, type: 'application/problem+json' });
    expect(body.type).toBe(`urn:claimwright:problem:${code}`);
    expect(JSON.stringify(body)).not.toMatch(/Santos/);
  });

  test('/health counts claims', async () => {
    const { body } = await get('/health');
    expect(body).toEqual({ status: 'ok', time: 'virtual', now: '2026-03-10T08:00:00.000Z', claims: { received: 2 } });
  });

  test('a failure says nothing of what failed', async () => {
    const fails = { ...services, items: { ...services.items, query: () => Promise.reject(new Error('Santos')) } };
    const answer = await answerOf(
      createApp(fails, { time: 'real', claimsByStatus: () => new Map() }).request('/claims'),
    );
    expect(answer).toMatchObject({ status: 500, type: 'application/problem+json' });
    expect(JSON.stringify(answer.body)).not.toMatch(/Santos/);
  });

  test('the same routes answer on Lambda', async () => {
    const answer = await createHandler(services)({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/health',
      rawQueryString: '',
      headers: {},
      body: null,
      isBase64Encoded: false,
      requestContext: { http: { method: 'GET', path: '/health' }, domainName: 'api.example.com' },
    });
    expect(answer).toMatchObject({ statusCode: 200 });
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'ok', time: 'real' });
  });
});
