import { expect, test, vi } from 'vitest';
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
  const { status, body } = await api.post(`/batches/${batches[0].batchId}/replay`);
  expect({ status, now: body.status }).toEqual({ status: 202, now: 'quarantined' });
  const quarantined = async () => (await api.get('/batches?status=quarantined')).body.batches;
  expect(await quarantined()).toMatchObject([{ dismissed: false }]);
  for (const _ of [1, 2]) {
    const dismissed = await api.post(`/batches/${body.batchId}/dismiss`);
    expect(dismissed).toMatchObject({ status: 200, body: { status: 'quarantined', dismissed: true } });
  }
  expect(await quarantined()).toEqual([]);
  await api.post(`/batches/${body.batchId}/replay`);
  expect(await quarantined()).toMatchObject([{ dismissed: false }]);
  expect((await api.post('/batches/AAAAAAAAAAAAAAAAAAAA/dismiss')).status).toBe(404);
  const [read] = (await api.get('/batches')).body.batches;
  for (const act of ['replay', 'dismiss'])
    expect((await api.post(`/batches/${read.batchId}/${act}`)).body.type).toBe(typeOf('not-quarantined'));
});
