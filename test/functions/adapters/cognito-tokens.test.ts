import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { ServiceUnavailable } from '../../../functions/adapters/ask.ts';
import { cognitoTokens } from '../../../functions/adapters/index.ts';

const pool = 'us-east-1_Claims123';
const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${pool}`;
const program = {
  ...{ sub: '5client', client_id: '5client', token_use: 'access' },
  scope: 'claimwright/claims:read claimwright/encounters:write elsewhere/claims:write',
};
const person = {
  ...{ sub: 'a-person', client_id: 'console', token_use: 'access', username: 'jo' },
  ...{ scope: 'openid claimwright/access:write', 'cognito:groups': ['biller'] },
};

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let ours: Keys;
let others: Keys;
let published: ArrayBuffer;
beforeAll(async () => {
  ours = await generateKeyPair('RS256', { extractable: true });
  others = await generateKeyPair('RS256', { extractable: true });
  const keys = [{ ...(await exportJWK(ours.publicKey)), kid: 'ours', alg: 'RS256', use: 'sig' }];
  published = new TextEncoder().encode(JSON.stringify({ keys })).buffer;
});

interface Made {
  readonly keys?: Keys;
  readonly kid?: string;
  readonly iss?: string;
  readonly seconds?: number;
}

function signed(payload: JWTPayload, { keys = ours, kid = 'ours', iss = issuer, seconds = 60 }: Made = {}) {
  const jwt = new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid }).setIssuer(iss);
  return jwt.setIssuedAt().setExpirationTime(`${seconds} seconds`).sign(keys.privateKey);
}

describe('tokens of a user pool', () => {
  test('say which program it is, with its scopes of our own resource server', async () => {
    expect(await cognitoTokens(pool, async () => published).verify(await signed(program))).toEqual({
      ok: true,
      value: { kind: 'client', subject: '5client', scopes: ['claims:read', 'encounters:write'], groups: [] },
    });
  });

  test('say which person it is, with his groups and no scopes', async () => {
    expect(await cognitoTokens(pool, async () => published).verify(await signed(person))).toEqual({
      ok: true,
      value: { kind: 'user', subject: 'a-person', scopes: [], groups: ['biller'] },
    });
  });

  test.each<[string, () => Promise<string> | string, string]>([
    ['that is over', () => signed(program, { seconds: -1 }), 'expired'],
    ['of another key', () => signed(program, { keys: others }), 'not-ours'],
    ['of a key that was never published', () => signed(program, { keys: others, kid: 'theirs' }), 'not-ours'],
    ['of another pool', () => signed(program, { iss: `${issuer}4` }), 'not-ours'],
    ['to identify somebody', () => signed({ ...person, token_use: 'id', aud: 'console' }), 'not-ours'],
    ['of no pool', () => signed(program, { iss: 'https://evil.example' }), 'not-ours'],
    [
      'that is unsigned',
      () => new UnsecuredJWT(program).setIssuer(issuer).setExpirationTime('1m').encode(),
      'not-ours',
    ],
    ['that is none', () => 'a.b.c', 'not-ours'],
    ['that is over and of another key', () => signed(program, { keys: others, seconds: -1 }), 'not-ours'],
  ])('%s', async (_what, make, problem) => {
    const tokens = cognitoTokens(pool, async () => published);
    expect(await tokens.verify(await make())).toEqual({ ok: false, problem });
    // Whatever it was, ours are known afterwards.
    expect(await tokens.verify(await signed(program))).toMatchObject({ ok: true });
  });

  test('are neither taken nor refused while the keys can’t be had', async () => {
    const tokens = cognitoTokens(pool, () => Promise.reject(new TypeError('fetch failed')));
    await expect(tokens.verify(await signed(program))).rejects.toThrow(ServiceUnavailable);
    await expect(tokens.verify(await signed(program))).rejects.toThrow(ServiceUnavailable);
    const garbled = cognitoTokens(pool, async () => new TextEncoder().encode('<html>').buffer);
    await expect(garbled.verify(await signed(program))).rejects.toThrow(ServiceUnavailable);
  });

  test('take the keys of the pool once', async () => {
    const asked: string[] = [];
    const tokens = cognitoTokens(pool, async (address) => {
      asked.push(address);
      return published;
    });
    for (let each = 0; each < 3; each += 1) await tokens.verify(await signed(program));
    expect(asked).toEqual([`${issuer}/.well-known/jwks.json`]);
  });
});
