import { expect, test, vi } from 'vitest';
import { accessFor } from '../../functions/api/access/access.ts';
import { createApp } from '../../functions/api/app.ts';
import type { Audit, AuditEntry } from '../../shared/ports/index.ts';
import { exampleEncounter } from '../claims/example.ts';
import { world } from './walk.ts';

vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');

/** The API of a home in which some entries can't be written down. */
async function unrecorded(what: AuditEntry['what']) {
  const { services, tokens, client, ids, close } = await world();
  const audit: Audit = {
    record: async (access) => {
      if (access.what === what) throw new Error('the disk is full');
    },
  };
  const puts: string[] = [];
  const objects: typeof services.objects = {
    ...services.objects,
    putIfAbsent(key, body) {
      puts.push(key);
      return services.objects.putIfAbsent(key, body);
    },
  };
  const access = accessFor({ services: { ...services, objects }, tokens, audit });
  const app = createApp(services, { time: 'virtual', wall: services.clock, links: {} as never }, { access });
  const authorization = `Bearer ${await client('willow-creek')}`;
  return {
    puts,
    ids: ids.theirs,
    async ask(path: string, body?: unknown) {
      const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const headers = { authorization, 'content-type': 'application/json' };
      const answer = await app.request(path, { ...sent, headers });
      const said = { headers: Object.fromEntries(answer.headers), body: await answer.text() };
      close();
      return { status: answer.status, said: JSON.stringify(said) };
    },
  };
}

test('nothing of a claim leaves when it can’t be written down that it does', async () => {
  const { ask, ids } = await unrecorded('shown');
  const { status, said } = await ask(`/claims/${ids['claimId']}`);
  expect(status).toBe(500);
  expect(said).toContain('urn:claimwright:problem:failed');
  expect(said).not.toMatch(/ENC-1001|willow-creek|etag|disk/);
});

test('nothing is changed when it can’t be written down that it is begun', async () => {
  const { ask, puts } = await unrecorded('begun');
  const { status, said } = await ask('/encounters', { ...exampleEncounter, encounterId: 'NEW-1' });
  expect(status).toBe(500);
  expect(said).not.toMatch(/location|batch/);
  expect(puts).toEqual([]);
});

test('where a change went is not said when it can’t be written down that it was made', async () => {
  const { ask, puts } = await unrecorded('shown');
  const { status, said } = await ask('/encounters', { ...exampleEncounter, encounterId: 'NEW-1' });
  expect(status).toBe(500);
  expect(said).not.toMatch(/location|batch/i);
  expect(puts).not.toEqual([]);
});

test('that somebody may not do it is not said either', async () => {
  const { ask } = await unrecorded('refused');
  expect((await ask('/claims/AAAAAAAAAAAAAAA')).status).toBe(500);
});
