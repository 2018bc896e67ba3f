import type { Result } from '../result.ts';

/** What a bearer token says once its signature, issuer, audience and times were found to be right. */
export interface TokenClaims {
  readonly kind: 'client' | 'user';
  /** A program's client id, or a person's subject. */
  readonly subject: string;
  /** What its issuer lets it do, as it names that: unknown words are nobody's right. */
  readonly scopes: readonly string[];
  /** The groups that its issuer has a person in. */
  readonly groups: readonly string[];
  /** Where the issuer itself says it: the practices of a person to whom nothing else was granted. */
  readonly practices?: 'all' | readonly string[];
}

/** Not a token of ours: its form, its signature, whom it is from or for; or one whose time is over. */
export type TokenFault = 'not-ours' | 'expired';

/** Tells whose bearer token it is. */
export interface Tokens {
  /** Throws only when it could not be found out, as when the issuer's keys can't be fetched. */
  verify(token: string): Promise<Result<TokenClaims, TokenFault>>;
}
