import { expect, test, vi } from 'vitest';
import type { Items } from '../../../shared/ports/index.ts';
import { changeClaim, readClaimFile } from '../../../shared/repositories/index.ts';
import { exampleEncounter } from '../../claims/example.ts';
import { claimsBySourceId, takeIn } from '../claims-in-store.ts';
import { type TestApi, testApi } from './api-kit.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

/** 240 claims of one upload: half of them received, a few denied, the others held. */
async function withClaims({ services }: TestApi): Promise<string> {
  const numbers = Array.from({ length: 240 }, (_, index) => index);
  const encounters = numbers.map((index) => ({ ...exampleEncounter, encounterId: `ENC-${index}` }));
  await takeIn(services, 'first', encounters);
  const claims = await claimsBySourceId(services);
  for (const index of numbers.filter((each) => each % 2 === 0)) {
    const { practiceId, claimId } = claims.get(`ENC-${index}`) ?? {};
    const file = claimId && (await readClaimFile(services.items, { practiceId: practiceId ?? '' }, claimId));
    if (!file) throw new Error('the claim is not open');
    const change = changeClaim(file.record, file, '2026-03-12T09:00:00Z');
    if (index % 24 === 0) change.moveTo('in-process');
    change.moveTo(index % 24 === 0 ? 'denied' : 'held', [
      { code: 'coverage-inactive', severity: 'error', message: '' },
    ]);
    await change.commit(services.items);
  }
  return claims.get('ENC-0')?.source.fileId ?? '';
}

function counting() {
  const reads = { get: 0, query: 0 };
  const counted = (items: Items): Items => ({
    get(key) {
      reads.get += 1;
      return items.get(key);
    },
    query(query) {
      reads.query += 1;
      return items.query(query);
    },
    transact: (writes) => items.transact(writes),
  });
  return { reads, counted };
}

test('a page of fifty costs few reads, however much its claims have behind them', async () => {
  const { reads, counted } = counting();
  const api = testApi((services) => ({ ...services, items: counted(services.items) }));
  const batchId = await withClaims(api);
  // The first request leases a part of its caller's limit.
  await api.get('/claims?limit=1');
  // One query finds the practices, and each shard is one.
  const rows = [
    ['/claims', 50, 'more', 0, 6],
    ['/claims?status=held', 50, 'more', 0, 10],
    ['/claims?status=denied', 10, undefined, 0, 17],
    ['/claims?status=paid', 0, undefined, 0, 17],
    [`/claims?batchId=${batchId}`, 50, 'more', 50, 1],
    ['/claims?externalId=ENC-7', 1, undefined, 1, 2],
    ['/held-claims', 50, 'more', 0, 10],
    ['/held-claims?status=denied', 10, undefined, 0, 17],
  ] as const;
  for (const [path, count, more, gets, queries] of rows) {
    Object.assign(reads, { get: 0, query: 0 });
    const { body } = await api.get(path);
    const asked = { ...reads };
    const next = body.nextCursor && 'more';
    expect({ path, count: body.claims.length, next, gets: asked.get }).toEqual({ path, count, next: more, gets });
    expect(asked.query, path).toBeLessThanOrEqual(queries);
  }
});

test.each([7, 100, 120, 200])('the claims of a batch, %i a page, come in its order and once', async (limit) => {
  const api = testApi();
  const batchId = await withClaims(api);
  const seen: string[] = [];
  let more = '';
  do {
    const { body } = await api.get(`/claims?batchId=${batchId}&limit=${limit}${more}`);
    expect(body.claims.length).toBeLessThanOrEqual(limit);
    seen.push(...body.claims.map((claim: { externalId: string }) => claim.externalId));
    more = body.nextCursor === undefined ? '' : `&cursor=${body.nextCursor}`;
  } while (more !== '');
  expect(seen).toEqual(Array.from({ length: 240 }, (_, index) => `ENC-${index}`));
});
