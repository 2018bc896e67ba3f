/** Where an object can be read or put by whoever has the link, for some minutes. */
export interface Link {
  readonly url: string;
  /** ISO date and time, by the machine's own clock. */
  readonly expiresAt: string;
}

/** Links that are signed: what is too large for a request, or is no JSON, goes by them. */
export interface Links {
  toRead(key: string): Promise<Link>;
  /** Puts an object, by PUT, under a key of ours that is not taken. */
  toPut(key: string): Promise<Link>;
}

export const linkSeconds = 900;
