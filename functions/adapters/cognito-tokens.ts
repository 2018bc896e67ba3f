import { CognitoJwtVerifier } from 'aws-jwt-verify';
import {
  FetchError,
  JwksValidationError,
  JwtBaseError,
  JwtExpiredError,
  WaitPeriodNotYetEndedJwkError,
} from 'aws-jwt-verify/error';
import { SimpleFetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { TokenClaims, Tokens } from '../../shared/ports/index.ts';
import { failed, ok } from '../../shared/result.ts';
import { ServiceUnavailable } from './ask.ts';

/** The resource server of the user pool, whose name goes before each scope of ours. */
const resourceServer = 'claimwright/';

/** The keys that a user pool signs with, as JSON; the address is where Cognito publishes them. */
export type FetchKeys = (address: string) => Promise<ArrayBuffer>;

/** What stands in for AWS has one address: its user pools are told apart by the path. */
function fetchKeys(address: string): Promise<ArrayBuffer> {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  if (endpoint === undefined) return new SimpleFetcher().fetch(address);
  return fetch(`${endpoint}${new URL(address).pathname}`).then((answer) => answer.arrayBuffer());
}

/** The access tokens of a Cognito user pool. Its keys are fetched once, and again when a token names a new one. */
export function cognitoTokens(userPoolId: string, keys: FetchKeys = fetchKeys): Tokens {
  let haveKeys = false;
  const fetcher = {
    async fetch(address: string): Promise<ArrayBuffer> {
      const fetched = await keys(address);
      haveKeys = true;
      return fetched;
    },
  };
  const jwksCache = new SimpleJwksCache({ fetcher });
  // Which program it is for is told by what it was granted.
  const verifier = CognitoJwtVerifier.create({ userPoolId, tokenUse: 'access', clientId: null }, { jwksCache });

  /** Whether it could not be found out, rather than that something is wrong with the token. */
  function isOutage(problem: unknown): boolean {
    if (problem instanceof WaitPeriodNotYetEndedJwkError) return !haveKeys;
    return (
      !(problem instanceof JwtBaseError) || problem instanceof FetchError || problem instanceof JwksValidationError
    );
  }

  return {
    async verify(token) {
      try {
        return ok(claimsOf(await verifier.verify(token)));
      } catch (problem) {
        if (problem instanceof JwtExpiredError) return failed('expired');
        if (isOutage(problem)) throw new ServiceUnavailable('reading the keys of the user pool', 'JWKS', problem);
        return failed('not-ours');
      }
    },
  };
}

interface AccessToken {
  readonly sub: string;
  readonly client_id: string;
  readonly scope: string;
  /** A person's: a program's has none. */
  readonly username?: string | undefined;
  readonly 'cognito:groups'?: readonly string[] | undefined;
}

function claimsOf(token: AccessToken): TokenClaims {
  const { sub, client_id: clientId, scope, username, 'cognito:groups': groups = [] } = token;
  if (username !== undefined) return { kind: 'user', subject: sub, scopes: [], groups };
  const scopes = scope.split(' ').filter((each) => each.startsWith(resourceServer));
  return {
    ...{ kind: 'client', subject: clientId, groups: [] },
    scopes: scopes.map((each) => each.slice(resourceServer.length)),
  };
}
