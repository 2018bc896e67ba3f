import type { Caller } from '../../../shared/access/index.ts';
import type { Actor, Seen } from '../../../shared/repositories/index.ts';
import type { Services } from '../../../shared/use-cases/index.ts';

/** For whom a request is handled: who calls, and services in which the practices of others are not there. */
export interface Acting {
  readonly caller: Caller;
  /** The caller, as use cases know who does it. */
  readonly actor: Actor;
  /**
   * The services to handle the request with, and no others: what belongs to a practice out of the caller's scope is
   * answered as if it did not exist, and each claim that is read goes into the audit record.
   */
  readonly services: Services;
  /** What is noted for the audit record. */
  readonly seen: Seen;
  /**
   * What belongs to no practice, and is shown to nobody but whoever may ask for it: who may do what, the audit record,
   * and which practices there are.
   */
  readonly home: Pick<Services, 'items' | 'ids'>;
}

/** What the middleware leaves in Hono's context: `context.get('acting')`. */
export interface AccessEnv {
  readonly Variables: { readonly acting: Acting };
}
