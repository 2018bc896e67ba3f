import { expect, onTestFinished, test, vi } from 'vitest';
import { NotOffered } from '../../../shared/ports/index.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { temporaryHome } from '../../pipeline/run-home.ts';
import { type TestApi, testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

async function apiOfHome(clearinghouse?: object): Promise<TestApi> {
  const home = await temporaryHome();
  onTestFinished(() => home[Symbol.dispose]());
  return testApi(() => ({ ...home.services, ...(clearinghouse && { clearinghouse: clearinghouse as never }) }));
}

function question(memberId: string) {
  const { practiceId, payerId, subscriber } = encounter(memberId) as Record<string, unknown>;
  return { practiceId, payerId, subscriber, serviceDate: '2026-03-02' };
}

test.each([
  ['HT10000001', { coverage: 'active' }],
  ['INACTIVE0001', { coverage: 'inactive' }],
  ['LAPSED0001', { coverage: 'inactive', coveredUntil: '2026-03-01' }],
])('the payer is asked about %s, and says %o', async (memberId, said) => {
  const api = await apiOfHome();
  const asked = await api.post('/eligibility-checks', question(memberId));
  expect(asked.body).toEqual({ checkId: expect.any(String), status: 'answered' });
  const { body } = await api.get(asked.headers.get('location') ?? '');
  expect(body).toMatchObject({ checkId: asked.body.checkId, ...said, serviceDate: '2026-03-02' });
  const archived: string[] = [];
  for await (const { key } of api.services.objects.list(`edi/eligibility/${asked.body.checkId}`)) archived.push(key);
  expect(archived.map((key) => key.slice(-3))).toEqual(['270', '271']);
});

test('two questions of one moment are two checks', async () => {
  const api = await apiOfHome();
  const both = await Promise.all([1, 2].map(() => api.post('/eligibility-checks', question('HT10000001'))));
  expect(new Set(both.map(({ body }) => body.checkId)).size).toBe(2);
});

test('a clearinghouse that answers no such questions is said so', async () => {
  const api = await apiOfHome({ askEligibility: () => Promise.reject(new NotOffered()) });
  const { body, headers } = await api.post('/eligibility-checks', question('HT10000001'));
  expect(body).toMatchObject({ status: 'not-asked' });
  expect((await api.get(headers.get('location') ?? '')).body).not.toHaveProperty('coverage');
});

test.each([
  ['nobody', { subscriber: { lastName: 'Sample' } }, 422, 'not-askable'],
  ['a practice that nobody knows', { practiceId: 'none' }, 422, 'body-invalid'],
  ['no day', { serviceDate: 'Santos' }, 422, 'body-invalid'],
])('%s is not asked about', async (_name, change, status, code) => {
  const api = await apiOfHome();
  const { body } = await api.post('/eligibility-checks', { ...question('HT10000001'), ...change });
  expect(body).toMatchObject({ status, type: `urn:claimwright:problem:${code}` });
  expect(JSON.stringify(body)).not.toContain('Santos');
});

test.each(['AAAAAAAAAAAAAAAAAAAA', 'Santos'])('%s is no check', async (id) => {
  expect((await (await apiOfHome()).get(`/eligibility-checks/${id}`)).status).toBe(404);
});

test('a practice has the remittances that paid it', async () => {
  const home = await temporaryHome();
  onTestFinished(() => home[Symbol.dispose]());
  const api = testApi(() => home.services);
  const sent = encounter('HT10000001') as { practiceId: string; encounterId: string };
  expect((await api.post('/encounters', sent)).status).toBe(202);
  await home.time.run();
  const { remittances } = (await api.get(`/practices/${sent.practiceId}/remittances`)).body;
  expect(remittances).toMatchObject([{ status: 'posted', claims: 1 }]);
  const path = `/practices/${sent.practiceId}/remittances/${remittances[0].remittanceId}`;
  const { body } = await api.get(path);
  expect(body).toMatchObject({ payment: body.posted[0].paid, unapplied: [] });
  expect((await api.get(path.replace(sent.practiceId, 'other'))).status).toBe(404);
  expect((await api.get('/practices/other/remittances')).body).toEqual({ remittances: [] });
  const [claim] = (await api.get(`/claims?externalId=${sent.encounterId}`)).body.claims;
  expect(claim).toMatchObject({ claimId: body.posted[0].claimId, status: 'closed' });
});
