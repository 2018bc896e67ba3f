import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fileRecords } from '../../../shared/repositories/index.ts';
import { exampleEncounter } from '../../claims/example.ts';
import { claimsBySourceId, openArrived, takeIn } from '../claims-in-store.ts';
import { type TestApi, testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

const second = { ...exampleEncounter, encounterId: 'ENC-1002' };
let api: TestApi;
beforeEach(() => {
  api = testApi();
});

describe('POST /encounters', () => {
  test.each([
    ['one encounter', JSON.stringify(exampleEncounter), 1],
    ['one encounter on many lines', JSON.stringify(exampleEncounter, undefined, 2), 1],
    ['a list', JSON.stringify([exampleEncounter, second]), 2],
    ['a list after a byte order mark', `\uFEFF${JSON.stringify([exampleEncounter, second])}`, 2],
  ])('%s arrives as a file would', async (_name, sent, encounters) => {
    const { status, body, headers } = await api.post('/encounters', sent);
    expect({ status, body }).toEqual({
      status: 202,
      body: { batchId: expect.any(String), encounters, claims: `/claims?batchId=${body.batchId}` },
    });
    expect(headers.get('location')).toBe(`/batches/${body.batchId}`);
    expect((await api.get(`/batches/${body.batchId}`)).body).toMatchObject({ status: 'reading' });
    await openArrived(api.services);
    const [file, ...others] = await fileRecords(api.services.items);
    const counts = { taken: encounters };
    expect(file).toMatchObject({ fileId: body.batchId, from: 'practice', status: 'read', counts });
    expect(others).toEqual([]);
    const archived = await api.services.objects.get(file?.objectKey ?? '');
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(archived)).toBe(sent);
    expect((await api.get(body.claims)).body.claims).toHaveLength(encounters);
  });

  test('the same again is the same arrival', async () => {
    const sent = [exampleEncounter];
    const first = await api.post('/encounters', sent);
    await openArrived(api.services);
    expect((await api.post('/encounters', sent)).body).toEqual(first.body);
    await openArrived(api.services);
    expect(await fileRecords(api.services.items)).toHaveLength(1);
  });

  const json = { 'content-type': 'application/json' };
  const misnamed = [exampleEncounter, { ...second, serviceLines: [{ ...second.serviceLines[0], charge: 'Santos' }] }];
  test.each([
    ['no JSON', '{"encounterId": "ENC-1', json, 400, 'not-json', undefined],
    ['no JSON type', exampleEncounter, { 'content-type': 'text/plain' }, 415, 'not-sent-as-json', undefined],
    ['nothing', '[]', json, 422, 'body-invalid', ['']],
    ['one of two with a fault', misnamed, json, 422, 'body-invalid', ['/1/serviceLines/0/charge']],
    [
      'bytes that are no UTF-8',
      Buffer.from(JSON.stringify({ ...exampleEncounter, encounterId: 'ENC-Ü' }), 'latin1'),
      json,
      422,
      'body-invalid',
      ['/encounterId'],
    ],
    ['no encounter', '"Santos"', json, 422, 'body-invalid', ['']],
    [
      'a practice that nobody knows',
      { ...exampleEncounter, practiceId: 'Santos' },
      json,
      422,
      'body-invalid',
      ['/practiceId'],
    ],
    ['a list of too many', `[${'{},'.repeat(1_200_000)}{}]`, json, 422, 'body-invalid', ['']],
    ['one of too many values', { ...second, serviceLines: Array(5000).fill({}) }, json, 422, 'body-invalid', ['']],
    ['too much', `"${'x'.repeat(4_000_001)}"`, json, 413, 'body-too-large', undefined],
  ])('%s is refused, and nothing of it is taken', async (_name, sent, headers, status, code, pointers) => {
    const answer = await api.post('/encounters', sent, headers);
    expect(answer.body).toMatchObject({
      type: `urn:claimwright:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
    });
    expect(answer.body.errors?.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
    expect(JSON.stringify(answer.body)).not.toMatch(/Santos|ENC-1/);
    expect(await api.services.queues.receive('arrivals', 10)).toEqual([]);
  });

  test('of a practice that nobody configured, whose NPI is in the books of another one, the id of that one is told', async () => {
    const { address } = exampleEncounter.subscriber;
    const billingProvider = { organizationName: 'Oak', npi: '1999999984', taxId: '987654321', address };
    const [oak, oka] = ['oak', 'oka'].map((practiceId) => ({ ...exampleEncounter, practiceId, billingProvider }));
    const send = 'is not a configured practice, and billingProvider.npi is that of oak: send that id';
    const refused = { status: 422, body: { errors: [{ pointer: '/1/practiceId', detail: send }] } };
    expect(await api.post('/encounters', [oak, oka])).toMatchObject(refused);
    expect((await api.post('/encounters', [oak])).status).toBe(202);
    await openArrived(api.services);
    expect((await api.post('/encounters', [oak])).status).toBe(202);
    refused.body.errors = [{ pointer: '/practiceId', detail: send }];
    expect(await api.post('/encounters', oka)).toMatchObject(refused);
  });

  test('of many faults the first are told, and how many encounters have some', async () => {
    const { body } = await api.post('/encounters', [exampleEncounter, ...Array(999).fill({})]);
    expect(body.errors).toHaveLength(100);
    expect(body.detail).toMatch(/: (\d\d) of the first \d\d encounters are wrong, and no more were looked at: /);
  });

  test.each([
    ['one', { ...exampleEncounter, totalCharge: '1.00' }, ['/encounterId']],
    ['a list', [second, { ...exampleEncounter, totalCharge: '1.00' }], ['/1/encounterId']],
  ])('%s that contradicts a claim is refused, and names it', async (_name, sent, pointers) => {
    await takeIn(api.services, 'first', [exampleEncounter]);
    const claim = (await claimsBySourceId(api.services)).get(exampleEncounter.encounterId);
    const { body } = await api.post('/encounters', sent);
    expect(body).toMatchObject({
      type: 'urn:claimwright:problem:encounters-conflict',
      detail: expect.stringContaining('Nothing was taken'),
      claims: [`/claims/${claim?.claimId}`],
    });
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
    expect(await api.services.queues.receive('arrivals', 10)).toEqual([]);
  });

  test('a repeat of a claim is taken: a duplicate is none', async () => {
    await takeIn(api.services, 'first', [exampleEncounter]);
    const { status, body } = await api.post('/encounters', [exampleEncounter, second]);
    expect(status).toBe(202);
    await openArrived(api.services);
    const [record, ...others] = (await api.get(`/batches/${body.batchId}/records`)).body.records;
    expect(record).toMatchObject({ kind: 'duplicate', externalId: exampleEncounter.encounterId, accepted: false });
    expect(others).toEqual([]);
  });
});
