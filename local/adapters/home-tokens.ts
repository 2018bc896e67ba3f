import * as z from 'zod';
import type { Clock, TokenClaims, Tokens } from '../../shared/ports/index.ts';
import { failed, ok } from '../../shared/result.ts';
import { tokenKeys } from './token-keys.ts';

const lifetimeSeconds = 3600;
const audience = 'claimwright';
const algorithm = 'HS256';

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
      // The start does not pay for it.
      const { jwtVerify } = await import('jose/jwt/verify');
      const currentDate = clock.now();
      try {
        const { payload } = await jwtVerify(
          token,
          ({ kid = '' }) => {
            const key = keys.of(kid, currentDate);
            if (key === undefined) throw new TypeError('no such key');
            return key;
          },
          {
            ...{ algorithms: [algorithm], typ: 'at+jwt', issuer, audience, currentDate },
            requiredClaims: ['exp', 'iat'],
          },
        );
        const { sub, kind, scope, groups, practices } = claimsSchema.parse(payload);
        return ok({
          ...{ kind, subject: sub, scopes: scope.split(' ').filter(Boolean), groups },
          ...(practices === undefined ? {} : { practices }),
        });
      } catch (problem) {
        return failed(
          problem instanceof Error && 'code' in problem && problem.code === 'ERR_JWT_EXPIRED' ? 'expired' : 'not-ours',
        );
      }
    },
  };
}
