import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { correct, release } from '../../../local/commands/act.ts';
import { audit } from '../../../local/commands/audit.ts';
import { clients } from '../../../local/commands/clients.ts';
import { held } from '../../../local/commands/held.ts';
import { show } from '../../../local/commands/show.ts';
import { openShownHome } from '../../../local/commands/shown-home.ts';
import { start } from '../../../local/commands/start.ts';
import { token } from '../../../local/commands/token.ts';
import { keys } from '../../../shared/repositories/index.ts';
import { SafeError } from '../../../shared/safe-error.ts';
import { callerOf } from '../../../shared/use-cases/index.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { testFolder } from '../adapters/temporary-folder.ts';
import { runCommand } from './run-command.ts';

let folder: string;
const command = (name: typeof show, ...words: string[]) => runCommand(name, ...words, '--data', folder);
const json = async (name: typeof show, ...words: string[]) =>
  JSON.parse((await command(name, ...words, '--json')).text);

/** One claim that is held for its total. */
beforeEach(async () => {
  folder = join(testFolder(), 'home');
  const file = join(testFolder(), 'batch.ndjson');
  writeFileSync(file, JSON.stringify(encounter('PAID1', { encounterId: 'TOTAL', totalCharge: '999.00' })));
  await command(start, file, '--once', '--as-of', '2026-03-21');
});

async function callerWith(bearer: string) {
  const home = openShownHome(folder);
  try {
    return await callerOf({ items: home.items, tokens: home.access.tokens }, bearer);
  } finally {
    home.close();
  }
}

test('what commands see and change is written down, with the claim', async () => {
  const { claimId } = await json(show, 'TOTAL');
  await command(held);
  await command(release, 'TOTAL');
  await command(correct, claimId, 'totalCharge=203.00');
  const { records } = (await json(audit, 'list', claimId)) as {
    records: { entry: { what: string; by: string; who: { kind: string }; claims: string[] } }[];
  };
  expect(records.map(({ entry }) => `${entry.what} ${entry.by}`).sort()).toEqual([
    'begun claimwright correct',
    'begun claimwright release',
    'shown claimwright correct',
    'shown claimwright held',
    'shown claimwright release',
    'shown claimwright show',
    'shown claimwright start',
  ]);
  for (const { entry } of records) expect(entry).toMatchObject({ who: { kind: 'user' }, claims: [claimId] });
  expect(await json(audit, 'list', 'TOTAL')).toEqual({ records });
  expect((await command(audit, 'list')).text.split('\n')).toHaveLength(records.length + 1);
});

test('audit verify finds what was taken out, and by a receipt what was cut off', async () => {
  await command(show, 'TOTAL');
  const { isWhole, records, receipt } = await json(audit, 'verify');
  expect({ isWhole, records }).toEqual({ isWhole: true, records: 2 });
  await command(held);
  expect((await command(audit, 'verify', receipt)).status).toBe(0);
  const [first] = ((await json(audit, 'list')) as { records: { shard: string; number: number }[] }).records;
  if (first === undefined) throw new Error('nothing was written down');
  const home = openShownHome(folder);
  const sk = `R#${String(first.number).padStart(12, '0')}`;
  await home.items.transact([{ delete: { pk: keys.auditPartition(first.shard), sk } }]);
  home.close();
  for (const words of [['verify'], ['verify', receipt]]) {
    const { status, text } = await command(audit, ...words);
    expect(status).toBe(1);
    expect(text).toContain(`chain ${first.shard}: records ${first.number} to ${first.number} are missing`);
    expect(text).not.toContain('receipt, to be kept');
  }
});

test('token gives the rights of a role, over all practices', async () => {
  const own = await callerWith((await command(token)).text.trim());
  expect(own).toMatchObject({ ok: true, value: { kind: 'user', roles: ['supervisor'], practices: 'all' } });
  const auditor = await callerWith((await json(token, '--role', 'auditor', '--role', 'biller')).token);
  expect(auditor).toMatchObject({ ok: true, value: { roles: ['auditor', 'biller'] } });
  await expect(command(token, '--role', 'owner')).rejects.toThrow('--role takes biller, supervisor');
});

test('a client is added, listed without its secret, and removed', async () => {
  const given = ['add', 'My EHR', '--practice', 'family-medicine', '--scope', 'claims:read'];
  const { clientId, secret } = await json(clients, ...given);
  const listed = await command(clients, 'list');
  expect(listed.text).toMatch(new RegExp(`^${clientId}  My EHR, since .*\\n  family-medicine\\n  claims:read\\n$`));
  expect(JSON.stringify(await json(clients, 'list'))).not.toMatch(new RegExp(`${secret}|secret`));
  expect((await command(clients, 'remove', clientId)).status).toBe(0);
  expect(await json(clients, 'list')).toEqual({ clients: [] });
  await expect(command(clients, 'remove', clientId)).rejects.toThrow('there is no such client');
  const all = (await json(audit, 'list')).records as { entry: { by: string; about: string[] } }[];
  const recorded = all.filter(({ entry }) => entry.by.includes('clients'));
  expect(recorded.map(({ entry }) => `${entry.by} ${entry.about}`).sort()).toEqual([
    `claimwright clients add ${clientId}`,
    `claimwright clients remove ${clientId}`,
    `claimwright clients remove ${clientId}`,
  ]);
});

test.each([
  [clients, ['add', 'EHR'], '--practice takes all, or one of'],
  [clients, ['add', 'EHR', '--practice', 'nobody'], '--practice takes all, or one of'],
  [clients, ['add', 'EHR', '--practice', 'all', '--scope', 'audit:read'], '--scope takes one of'],
  [clients, ['add'], 'say what to do'],
  [clients, ['list', 'all'], 'say what to do'],
  [clients, [], 'say what to do'],
  [audit, ['verify', 'x'], 'this is no receipt'],
  [audit, ['show'], 'say what to do'],
  [audit, ['list', 'AAAAAAAAAAAAAAA'], 'there is no such claim'],
])('%o %j is refused', async (name, words, message) => {
  const refused = command(name, ...words);
  await expect(refused).rejects.toThrow(SafeError);
  await expect(refused).rejects.toThrow(message);
});
