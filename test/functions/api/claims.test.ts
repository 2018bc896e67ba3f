import { beforeEach, expect, test, vi } from 'vitest';
import { exampleEncounter } from '../../claims/example.ts';
import { claimsBySourceId, takeIn } from '../claims-in-store.ts';
import { denyInPart } from '../settled-claim.ts';
import { type TestApi, testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

const second = { ...exampleEncounter, encounterId: 'ENC-1002' };
let api: TestApi;
let claimId: string;
beforeEach(async () => {
  api = testApi();
  await takeIn(api.services, 'first', [exampleEncounter, second]);
  const claim = (await claimsBySourceId(api.services)).get('ENC-1002');
  if (claim === undefined) throw new Error('the claim is not open');
  await denyInPart(api.services, claim);
  claimId = claim.claimId;
});

test('a claim is listed with its money as decimals', async () => {
  const { body } = await api.get('/claims?status=received');
  expect(body).toEqual({
    claims: [
      expect.objectContaining({
        practiceId: 'willow-creek',
        status: 'received',
        money: expect.objectContaining({ billed: '305.50', open: '305.50', paid: '0.00' }),
      }),
    ],
  });
});

test.each([
  ['', 2],
  ['?status=held', 0],
  ['?practiceId=willow-creek', 2],
  ['?practiceId=oak-street', 0],
  ['?practiceId=willow-creek&status=partially-denied', 1],
  ['?externalId=ENC-1002', 1],
  ['?externalId=ENC-1002&practiceId=oak-street', 0],
  ['?externalId=ENC-1003', 0],
  ['?batchId=AAAAAAAAAAAAAAAAAAAA', 0],
])('/claims%s', async (query, count) => {
  const { body } = await api.get(`/claims${query}`);
  expect({ count: body.claims.length, next: body.nextCursor }).toEqual({ count, next: undefined });
});

test('a list goes on from its cursor until all of it was read', async () => {
  const seen: string[] = [];
  let path = '/claims?limit=1';
  for (let pages = 0; pages < 40 && path !== ''; pages += 1) {
    const { body } = await api.get(path);
    expect(body.claims.length).toBeLessThanOrEqual(1);
    seen.push(...body.claims.map((claim: { externalId: string }) => claim.externalId));
    path = body.nextCursor === undefined ? '' : `/claims?limit=1&cursor=${body.nextCursor}`;
  }
  expect(seen.sort()).toEqual(['ENC-1001', 'ENC-1002']);
});

test('a cursor is good for its own list alone', async () => {
  const { nextCursor } = (await api.get('/claims?limit=1')).body;
  for (const query of [`limit=1&status=received&cursor=${nextCursor}`, `limit=1&cursor=x${nextCursor}`, 'cursor=x']) {
    const { status, body } = await api.get(`/claims?${query}`);
    expect({ status, type: body.type }).toEqual({ status: 400, type: 'urn:claimwright:problem:cursor-invalid' });
  }
  expect((await api.get(`/claims?limit=2&cursor=${nextCursor}`)).status).toBe(200);
});

test.each([
  ['status=open', 'status'],
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['limit=many', 'limit'],
  ['practiceId=', 'practiceId'],
  ['practice=willow-creek', 'practice'],
  ['limit=1&limit=2', 'limit'],
  ['batchId=Santos', 'batchId'],
  ['batchId=AAAAAAAAAAAAAAAAAAAA&status=held', 'batchId'],
  ['externalId=A&status=held', 'externalId'],
])('/claims?%s is refused', async (query, parameter) => {
  const { status, body } = await api.get(`/claims?${query}`);
  expect({ status, parameters: body.errors.map((error: { parameter: string }) => error.parameter) }).toEqual({
    status: 400,
    parameters: [parameter],
  });
  expect(JSON.stringify(body)).not.toContain('Santos');
});

test.each(['0', '201', '1.5', 'many'])('a limit of %s is told what it may be', async (limit) => {
  const { errors } = (await api.get(`/claims?limit=${limit}`)).body;
  expect(errors).toEqual([{ parameter: 'limit', detail: 'must be a whole number from 1 to 200' }]);
});

test('a claim is shown under its id and its patient control numbers', async () => {
  for (const id of [claimId, `${claimId}01`]) {
    const { body } = await api.get(`/claims/${id}`);
    expect(body).toMatchObject({ claimId, submissions: [{ attempt: 1, status: 'adjudicated' }] });
  }
});

test('a claim has a timeline, submissions and files', async () => {
  const { body } = await api.get(`/claims/${claimId}/timeline`);
  expect(body.timeline.map(({ what }: { what: string }) => what)).toEqual(['received', 'payment posted']);
  expect((await api.get(`/claims/${claimId}/submissions`)).body.submissions).toHaveLength(1);
  const { files } = (await api.get(`/claims/${claimId}/files`)).body;
  expect(files.map(({ url }: { url: string }) => url)).toContain('https://files.example/documents/statements/S1.pdf');
});

test.each(['', '/timeline', '/submissions', '/files'])('/claims/{claimId}%s of no claim', async (part) => {
  for (const id of ['Santos', 'AAAAAAAAAAAAAAA']) {
    const { status, body } = await api.get(`/claims/${id}${part}`);
    expect({ status, type: body.type }).toEqual({ status: 404, type: 'urn:claimwright:problem:not-found' });
    expect(JSON.stringify(body)).not.toContain('Santos');
  }
});
