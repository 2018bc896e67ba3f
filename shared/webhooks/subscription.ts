const hour = 3_600_000;

/** Who is told of what. Times are the machine's own: receivers go by the same. */
export interface Subscription {
  readonly subscriptionId: string;
  /** The practices whose events it hears. It belongs to the first. */
  readonly practices: readonly [string, ...string[]];
  readonly url: string;
  /** Every type when there is none. */
  readonly eventTypes: readonly string[];
  /** `paused` by its owner; `disabled` by us. What happens meanwhile is kept, and sent once it is active again. */
  readonly status: 'active' | 'paused' | 'disabled';
  /** Why it is disabled: the receiver answered 410, or nothing arrived for days. */
  readonly reason?: 'gone' | 'failing';
  /** The newest first. An older one signs until its time is over, so that the receiver can change to the new one. */
  readonly secrets: readonly Secret[];
  readonly createdAt: string;
  readonly revision: number;
}

interface Secret {
  readonly secret: string;
  readonly until?: string;
}

export const mostOverlapHours = 72;
/** Signatures of one message. */
const mostSecrets = 5;

/** The secrets that sign now. */
export function signingSecrets({ secrets }: Subscription, now: Date): readonly string[] {
  return secrets.filter(({ until }) => until === undefined || until > now.toISOString()).map(({ secret }) => secret);
}

/** The subscription with a new secret; those before it go on signing for the hours given, none of them for longer than it had. */
export function withNewSecret(
  subscription: Subscription,
  secret: string,
  now: Date,
  overlapHours: number,
): Subscription {
  const end = new Date(now.getTime() + overlapHours * hour).toISOString();
  const older = subscription.secrets
    .filter(({ until }) => until === undefined || until > now.toISOString())
    .map((each) => ({ secret: each.secret, until: each.until !== undefined && each.until < end ? each.until : end }));
  const secrets = overlapHours === 0 ? [{ secret }] : [{ secret }, ...older].slice(0, mostSecrets);
  return { ...subscription, secrets };
}
