import type { AccessEnv } from '../access/acting.ts';

/** What the conventions leave in Hono's context. */
export interface ApiEnv {
  readonly Variables: AccessEnv['Variables'] & { readonly requestId: string };
  /** What Lambda is called with; nothing on one machine. */
  readonly Bindings: { readonly requestContext?: { readonly requestId?: string } };
}
