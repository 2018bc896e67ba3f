import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { homeTokens } from '../../../local/adapters/index.ts';
import { tokenKeys } from '../../../local/adapters/token-keys.ts';
import type { TokenClaims } from '../../../shared/ports/index.ts';
import { testFolder } from './temporary-folder.ts';

const claims: TokenClaims = { kind: 'client', subject: 'client-1', scopes: ['claims:read'], groups: [] };
const begin = Date.parse('2026-11-25T10:00:00Z');

function home(folder = testFolder(), name = 'one') {
  let nowMs = begin;
  const clock = { now: () => new Date(nowMs) };
  return {
    folder,
    tokens: homeTokens(folder, name, clock),
    passHours: (hours: number) => {
      nowMs += hours * 3_600_000;
    },
    key: () => tokenKeys(folder).current(clock.now()),
  };
}

describe('tokens of a home', () => {
  test('say whose they are', async () => {
    const { tokens } = home();
    const person: TokenClaims = { ...claims, kind: 'user', groups: ['biller'], practices: ['hilltop'] };
    for (const said of [claims, person]) {
      const { token, lifetimeSeconds } = await tokens.issue(said);
      expect(await tokens.verify(token)).toEqual({ ok: true, value: said });
      expect(lifetimeSeconds).toBe(3600);
    }
  });

  test('hold for an hour', async () => {
    const { tokens, passHours } = home();
    const { token } = await tokens.issue(claims);
    passHours(0.99);
    expect(await tokens.verify(token)).toMatchObject({ ok: true });
    passHours(0.02);
    expect(await tokens.verify(token)).toEqual({ ok: false, problem: 'expired' });
  });

  test('are signed with a key of the month, which its owner alone may read and which is forgotten two months later', async () => {
    const { folder, tokens, passHours } = home();
    const keys = () => readdirSync(folder).sort();
    await tokens.issue(claims);
    expect(keys()).toEqual(['tokens-2026-11.key']);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'tokens-2026-11.key')).mode & 0o777).toBe(0o600);
    passHours(24 * 6 - 10.5);
    const late = await tokens.issue(claims);
    passHours(0.75);
    expect(await tokens.verify(late.token)).toMatchObject({ ok: true });
    await tokens.issue(claims);
    expect(keys()).toEqual(['tokens-2026-11.key', 'tokens-2026-12.key']);
    passHours(24 * 35);
    await tokens.issue(claims);
    expect(keys()).toEqual(['tokens-2026-12.key', 'tokens-2027-01.key']);
  });

  test('all end when the key is deleted', async () => {
    const { folder, tokens } = home();
    const [{ token }, other] = [await tokens.issue(claims), await tokens.issue({ ...claims, subject: 'never shown' })];
    expect(await tokens.verify(token)).toMatchObject({ ok: true });
    rmSync(join(folder, 'tokens-2026-11.key'));
    for (const one of [token, other.token]) {
      expect(await tokens.verify(one)).toEqual({ ok: false, problem: 'not-ours' });
    }
    // Another key of the same month makes them hold no more.
    await tokens.issue(claims);
    for (const one of [token, other.token]) {
      expect(await tokens.verify(one)).toEqual({ ok: false, problem: 'not-ours' });
    }
  });

  type Made = (made: ReturnType<typeof home>) => Promise<string> | string;
  const payload = { kind: 'user', scope: '', groups: ['supervisor'], practices: 'all' };
  const signed =
    (change: {
      iss?: string;
      aud?: string;
      alg?: string;
      typ?: string;
      kid?: string;
      exp?: number | null;
      key?: Uint8Array;
    }): Made =>
    (made) => {
      const { month, key } = made.key();
      const {
        alg = 'HS256',
        typ = 'at+jwt',
        kid = month,
        iss = 'urn:claimwright:home:one',
        aud = 'claimwright',
      } = change;
      const jwt = new SignJWT(payload).setProtectedHeader({ alg, typ, kid });
      jwt
        .setSubject('operator')
        .setIssuer(iss)
        .setAudience(aud)
        .setIssuedAt(begin / 1000);
      if (change.exp !== null) jwt.setExpirationTime(change.exp ?? begin / 1000 + 60);
      return jwt.sign(change.key ?? key);
    };
  const altered: Made = async ({ tokens }) => {
    const [header, body = '', signature] = (await tokens.issue(claims)).token.split('.');
    const said = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), sub: 'client-2' };
    return [header, Buffer.from(JSON.stringify(said)).toString('base64url'), signature].join('.');
  };
  const unsigned: Made = () =>
    new UnsecuredJWT(payload)
      .setIssuer('urn:claimwright:home:one')
      .setAudience('claimwright')
      .setExpirationTime(begin / 1000 + 60)
      .setIssuedAt(begin / 1000)
      .encode();

  test('made as ours are, by whoever has the key, is ours', async () => {
    const made = home();
    expect(await made.tokens.verify(await signed({})(made))).toMatchObject({ ok: true });
  });

  test.each<[string, Made]>([
    ['nothing', () => ''],
    ['no token', () => 'a.b.c'],
    ['of another key', signed({ key: new Uint8Array(32) })],
    ['of a key that is not there', signed({ kid: '2026-10' })],
    ['of a key outside the folder', signed({ kid: '../../etc/passwd' })],
    ['of another algorithm', signed({ alg: 'HS512' })],
    ['of another issuer', signed({ iss: 'urn:claimwright:home:two' })],
    ['for another audience', signed({ aud: 'elsewhere' })],
    ['of another type', signed({ typ: 'JWT' })],
    ['without an end', signed({ exp: null })],
    ['altered', altered],
    ['unsigned', unsigned],
  ])('%s is not ours', async (_what, make) => {
    const made = home();
    expect(await made.tokens.verify(await make(made))).toEqual({ ok: false, problem: 'not-ours' });
  });

  test('of one home are not another’s', async () => {
    const one = home();
    const other = home(one.folder, 'two');
    const { token } = await one.tokens.issue(claims);
    expect(await other.tokens.verify(token)).toEqual({ ok: false, problem: 'not-ours' });
    expect(await home().tokens.verify(token)).toEqual({ ok: false, problem: 'not-ours' });
  });
});
