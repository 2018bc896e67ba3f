/** One access to PHI, or one attempt: identifiers alone. */
export interface AuditEntry {
  /** ISO date and time in UTC, by the machine's own clock: virtual time is not when it happened. */
  readonly at: string;
  readonly who: { readonly kind: 'client' | 'user'; readonly subject: string; readonly roles: readonly string[] };
  /** `begun`: is about to change something; it may be refused yet. `shown`: the answer that leaves. */
  readonly what: 'begun' | 'shown' | 'refused';
  /** The route or the command, as `GET /claims/{id}` or `claimwright show`. */
  readonly by: string;
  readonly practices: readonly string[];
  /** The claims that were read for the answer. */
  readonly claims: readonly string[];
  /** Other things of ours that it was about: a file, a remittance. */
  readonly about: readonly string[];
  readonly requestId?: string;
  /** The HTTP status of the answer. */
  readonly status?: number;
}

/** Where it is written down who saw and changed what, so that what is changed or removed later shows. */
export interface Audit {
  /** Writes it down with the present; returns once it is stored. Throws when it can't be: then nothing may be shown. */
  record(access: Omit<AuditEntry, 'at'>): Promise<void>;
}
