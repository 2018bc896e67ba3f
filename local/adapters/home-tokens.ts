import type { KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { Clock, TokenClaims, Tokens } from '../../shared/ports/index.ts';
import { failed, ok } from '../../shared/result.ts';
import { tokenKeys } from './token-keys.ts';

const lifetimeSeconds = 3600;
const audience = 'claimwright';
const algorithm = 'HS256';
/** Tokens that were verified lately are remembered, since a program calls with one for an hour. */
const mostRemembered = 1000;

interface Remembered {
  readonly month: string;
  readonly key: KeyObject;
  readonly expiresMs: number;
  readonly claims: TokenClaims;
}

const claimsSchema = z.object({
  sub: z.string(),
  kind: z.enum(['client', 'user']),
  scope: z.string(),
  groups: z.array(z.string()),
  practices: z.union([z.literal('all'), z.array(z.string())]).exactOptional(),
});

export interface IssuedToken {
  readonly token: string;
  readonly lifetimeSeconds: number;
}

/** Issues the tokens of a home, and verifies them. */
export interface HomeTokens extends Tokens {
  issue(claims: TokenClaims): Promise<IssuedToken>;
}

/**
 * Tokens of the home in the folder, which alone issues and reads them. `homeName` tells homes apart. The clock is the
 * machine's own: virtual time would end them all at once.
 */
export function homeTokens(folder: string, homeName: string, clock: Clock): HomeTokens {
  const keys = tokenKeys(folder);
  const issuer = `urn:claimwright:home:${homeName}`;
  const remembered = new Map<string, Remembered>();

  function remember(token: string, verified: Remembered): void {
    const [oldest] = remembered.keys();
    if (oldest !== undefined && remembered.size >= mostRemembered) remembered.delete(oldest);
    remembered.set(token, verified);
  }

  return {
    async issue({ kind, subject, scopes, groups, practices }) {
      const now = clock.now();
      const { month, key } = keys.current(now);
      const issuedAt = Math.floor(now.getTime() / 1000);
      const payload = { kind, scope: scopes.join(' '), groups, ...(practices === undefined ? {} : { practices }) };
      const { SignJWT } = await import('jose/jwt/sign');
      const token = await new SignJWT(payload)
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid: month })
        .setSubject(subject)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeSeconds)
        .sign(key);
      return { token, lifetimeSeconds };
    },
    async verify(token) {
      const currentDate = clock.now();
      const known = remembered.get(token);
      if (known !== undefined && currentDate.getTime() < known.expiresMs) {
        if (keys.of(known.month, currentDate) === known.key) return ok(known.claims);
      }
      // The start does not pay for it.
      const { jwtVerify } = await import('jose/jwt/verify');
      try {
        const { payload, protectedHeader } = await jwtVerify(
          token,
          ({ kid = '' }) => {
            const found = keys.of(kid, currentDate);
            if (found === undefined) throw new TypeError('no such key');
            return found;
          },
          {
            ...{ algorithms: [algorithm], typ: 'at+jwt', issuer, audience, currentDate },
            requiredClaims: ['exp', 'iat'],
          },
        );
        const { sub, kind, scope, groups, practices } = claimsSchema.parse(payload);
        const claims = {
          ...{ kind, subject: sub, scopes: scope.split(' ').filter(Boolean), groups },
          ...(practices === undefined ? {} : { practices }),
        };
        const { kid: month = '' } = protectedHeader;
        const signedWith = keys.of(month, currentDate);
        if (signedWith !== undefined)
          remember(token, { month, key: signedWith, expiresMs: (payload.exp ?? 0) * 1000, claims });
        return ok(claims);
      } catch (problem) {
        return failed(
          problem instanceof Error && 'code' in problem && problem.code === 'ERR_JWT_EXPIRED' ? 'expired' : 'not-ours',
        );
      }
    },
  };
}
