import { expect, onTestFinished, test, vi } from 'vitest';
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
