import { expect, test, vi } from 'vitest';
import { readAgain } from '../../../shared/use-cases/index.ts';
import { exampleEncounter } from '../../claims/example.ts';
import { openArrived, takeIn } from '../claims-in-store.ts';
import { testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

const workflows = { succeedTask: async () => 'accepted', start: async () => 'started' } as never;
const typeOf = (code: string) => `urn:claimwright:problem:${code}`;

test('a batch in quarantine is found, read again and dismissed', async () => {
  const api = testApi((services) => ({ ...services, workflows }));
  await takeIn(api.services, 'first', [exampleEncounter]);
  await api.services.objects.putIfAbsent('inbox/broken', 'neither X12 nor JSON');
  await openArrived(api.services);
  const { batches } = (await api.get('/batches?status=quarantined')).body;
  expect(batches).toMatchObject([{ status: 'quarantined', reason: expect.any(String), from: 'practice' }]);
  const replayed = async (batchId: string, reading: number) => {
    expect(await api.post(`/batches/${batchId}/replay`)).toMatchObject({ status: 202, body: { status: 'reading' } });
    await readAgain(api.services, { fileId: batchId, reading });
  };
  const [{ batchId }] = batches;
  await replayed(batchId, 2);
  const quarantined = async () => (await api.get('/batches?status=quarantined')).body.batches;
  expect(await quarantined()).toMatchObject([{ dismissed: false }]);
  for (const _ of [1, 2]) {
    const dismissed = await api.post(`/batches/${batchId}/dismiss`);
    expect(dismissed).toMatchObject({ status: 200, body: { status: 'quarantined', dismissed: true } });
  }
  expect(await quarantined()).toEqual([]);
  await replayed(batchId, 3);
  expect(await quarantined()).toMatchObject([{ dismissed: false }]);
  expect((await api.post('/batches/AAAAAAAAAAAAAAAAAAAA/dismiss')).status).toBe(404);
  const [read] = (await api.get('/batches')).body.batches;
  for (const act of ['replay', 'dismiss'])
    expect((await api.post(`/batches/${read.batchId}/${act}`)).body.type).toBe(typeOf('not-quarantined'));
});
