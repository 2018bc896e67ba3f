import type { Clock, Links } from '../../shared/ports/index.ts';

/** What the API must know of the home that it speaks for. */
export interface About {
  readonly time: 'real' | 'virtual';
  /** Real time, also where claims live on virtual time: by it limits are counted and keys forgotten. */
  readonly wall: Clock;
  readonly links: Links;
  /** Webhooks may go to this machine, also without TLS. */
  readonly localWebhooks?: boolean;
  /** The store deletes by itself what has a `ttl` that is past. */
  readonly forgetsByItself?: boolean;
}
