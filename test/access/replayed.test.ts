import { expect, onTestFinished, test, vi } from 'vitest';
import { scopeNames } from '../../shared/access/index.ts';
import { putGrant } from '../../shared/repositories/index.ts';
import { auditRecords } from '../../shared/use-cases/index.ts';
import { world } from './walk.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

test('an answer that is given again is written down with the claim that it is about', async () => {
  const { app, client, ids, services, close } = await world();
  onTestFinished(close);
  const { claimId = '', workId } = ids.theirs;
  const headers = { authorization: `Bearer ${await client('willow-creek')}`, 'idempotency-key': 'one' };
  const take = () => app.request(`/claims/${claimId}/work/${workId}/take`, { method: 'POST', headers });
  expect((await take()).headers.get('idempotency-replayed')).toBeNull();
  expect((await take()).headers.get('idempotency-replayed')).toBe('true');
  const shown = (await auditRecords(services)).map(({ entry }) => entry).filter(({ what }) => what === 'shown');
  expect(shown).toHaveLength(2);
  for (const { claims, practices } of shown) {
    expect({ claims, practices }).toEqual({ claims: [claimId], practices: ['willow-creek'] });
  }
});

test('an answer about a practice that its caller may not touch any more is not given again', async () => {
  const { app, client, tokens, ids, services, close } = await world();
  onTestFinished(close);
  const { claimId = '', workId } = ids.theirs;
  const token = await client('willow-creek');
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'one' };
  const take = () => app.request(`/claims/${claimId}/work/${workId}/take`, { method: 'POST', headers });
  expect((await take()).status).toBe(200);
  const verified = await tokens.verify(token);
  const subject = verified.ok ? verified.value.subject : '';
  const less = { kind: 'client', name: 'EHR', practices: ['oak-street'], scopes: scopeNames } as const;
  await putGrant(services.items, { subject, ...less, grantedAt: '2026-03-10T08:00:00Z' });
  const again = await take();
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([404, null]);
});
