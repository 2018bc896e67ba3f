export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends it early, as a time-out would. */
  readonly signal?: AbortSignal | undefined;
}

/** The answer's status, which is all that is read of it; or what kept one from coming. */
export type PostAnswer =
  | { readonly status: number; readonly retryAfter?: string }
  /** `not-allowed`: the name leads to an address that is not the internet's, as a private one. */
  | { readonly problem: 'timeout' | 'not-resolved' | 'not-allowed' | 'tls' | 'no-answer' };

/**
 * Sends something to an address that somebody else gave. It reaches the internet alone, follows no redirect, reads no
 * body, and ends within seconds, whatever the other side does.
 */
export interface HttpPost {
  /** Never throws for what the other side or the network does. */
  post(request: PostRequest): Promise<PostAnswer>;
}
