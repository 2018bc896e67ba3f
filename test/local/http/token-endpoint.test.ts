import { beforeEach, describe, expect, test } from 'vitest';
import { homeTokens, newClient, sqliteItems, systemClock } from '../../../local/adapters/index.ts';
import { tokenEndpoint } from '../../../local/http/token-endpoint.ts';
import { openDatabase } from '../../../local/sqlite/database.ts';
import { putGrant, removeGrant } from '../../../shared/repositories/index.ts';
import { callerOf } from '../../../shared/use-cases/index.ts';
import { testFolder } from '../adapters/temporary-folder.ts';

const { clientId, secret, secretHash } = newClient();
let items: ReturnType<typeof sqliteItems>;
let tokens: ReturnType<typeof homeTokens>;

beforeEach(async () => {
  items = sqliteItems(openDatabase(':memory:'));
  tokens = homeTokens(testFolder(), 'one', systemClock);
  await putGrant(items, {
    ...{ subject: clientId, kind: 'client', name: 'EHR', practices: ['hilltop'] },
    ...{ scopes: ['encounters:write', 'claims:read'], grantedAt: '2026-11-25T10:00:00Z', secretHash },
  });
});

const basic = (id: string, password: string) => `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`;

interface Asking {
  readonly form?: Record<string, string> | string;
  readonly authorization?: string;
  readonly type?: string;
}

async function ask({ form = {}, authorization, type = 'application/x-www-form-urlencoded' }: Asking) {
  const fields = typeof form === 'string' ? form : new URLSearchParams({ grant_type: 'client_credentials', ...form });
  const headers = { 'content-type': type, ...(authorization === undefined ? {} : { authorization }) };
  return tokenEndpoint({ items, tokens }).request('/oauth2/token', { method: 'POST', headers, body: String(fields) });
}

describe('the token endpoint', () => {
  test.each<[string, Asking, string]>([
    ['in the header', { authorization: basic(clientId, secret) }, 'encounters:write claims:read'],
    ['in the form', { form: { client_id: clientId, client_secret: secret } }, 'encounters:write claims:read'],
    ['for less', { authorization: basic(clientId, secret), form: { scope: 'claims:read' } }, 'claims:read'],
  ])('gives a token for id and secret %s', async (_where, asking, scope) => {
    const answer = await ask(asking);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const given = (await answer.json()) as { access_token: string };
    expect(given).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope });
    expect(await callerOf({ items, tokens }, given.access_token)).toEqual({
      ok: true,
      value: { kind: 'client', subject: clientId, roles: [], scopes: scope.split(' '), practices: ['hilltop'] },
    });
  });

  const right = basic(clientId, secret);
  test.each<[string, Asking, number, string]>([
    ['no credentials', {}, 401, 'invalid_client'],
    ['another secret', { authorization: basic(clientId, `${secret}x`) }, 401, 'invalid_client'],
    ['an empty secret', { authorization: basic(clientId, '') }, 401, 'invalid_client'],
    ['an unknown client', { authorization: basic('client-0000000000000000', secret) }, 401, 'invalid_client'],
    ['a client of any length', { authorization: basic('x'.repeat(3000), secret) }, 401, 'invalid_client'],
    ['another scheme', { authorization: `Bearer ${secret}` }, 401, 'invalid_client'],
    ['credentials twice', { authorization: right, form: { client_secret: secret } }, 400, 'invalid_request'],
    ['another grant', { authorization: right, form: { grant_type: 'password' } }, 400, 'unsupported_grant_type'],
    ['no grant', { authorization: right, form: 'scope=claims:read' }, 400, 'invalid_request'],
    ['a parameter twice', { authorization: right, form: 'grant_type=a&grant_type=b' }, 400, 'invalid_request'],
    ['more than was granted', { authorization: right, form: { scope: 'claims:write' } }, 400, 'invalid_scope'],
    ['an unknown scope', { authorization: right, form: { scope: 'claims:read admin' } }, 400, 'invalid_scope'],
    ['JSON', { authorization: right, form: '{}', type: 'application/json' }, 400, 'invalid_request'],
    ['too much', { authorization: right, form: { scope: 'x'.repeat(9000) } }, 400, 'invalid_request'],
  ])('refuses %s', async (_what, asking, status, error) => {
    const answer = await ask(asking);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ error });
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="claimwright"' : null);
  });

  test('takes POST alone', async () => {
    const answer = await tokenEndpoint({ items, tokens }).request('/oauth2/token?grant_type=client_credentials');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('tokens of a client that was removed, or granted less, hold no longer', async () => {
    const { access_token: token } = (await (await ask({ authorization: right })).json()) as { access_token: string };
    await putGrant(items, {
      ...{ subject: clientId, kind: 'client', name: 'EHR', practices: [], scopes: ['claims:read'] },
      grantedAt: '2026-11-25T11:00:00Z',
    });
    expect(await callerOf({ items, tokens }, token)).toMatchObject({
      value: { scopes: ['claims:read'], practices: [] },
    });
    await removeGrant(items, clientId);
    expect(await callerOf({ items, tokens }, token)).toEqual({ ok: false, problem: 'not-ours' });
  });
});

test.each([
  [['biller'], ['work:write', 'claims:write'], ['configuration:write', 'audit:read']],
  [
    ['auditor', 'nobody'],
    ['audit:read', 'claims:read'],
    ['claims:write', 'encounters:write'],
  ],
  [['administrator'], ['access:write'], ['claims:read', 'statements:read']],
  [['nobody'], [], ['claims:read']],
])('a person who is %j may do %j and not %j', async (groups, may, mayNot) => {
  const said = { kind: 'user', subject: 'jo', scopes: ['claims:read', 'access:write'], groups } as const;
  const { token } = await tokens.issue(said);
  const caller = await callerOf({ items, tokens }, token);
  if (!caller.ok) throw new Error(caller.problem);
  expect(caller.value.scopes).toEqual(expect.arrayContaining(may));
  for (const scope of mayNot) expect(caller.value.scopes).not.toContain(scope);
  // Nobody granted him a practice.
  expect(caller.value.practices).toEqual([]);
});
