import { mayTouch, type Practices } from '../access/index.ts';
import type { FieldProblem } from '../claims/index.ts';
import type { Items } from '../ports/index.ts';
import {
  addSubscription,
  changeSubscription,
  enrolledPractice,
  type ListPlace,
  listeners,
  pageOfSubscriptions,
  practiceScopes,
  readSubscription,
  removeSubscription,
} from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';
import { eventTypes, type Subscription, urlProblem, withNewSecret } from '../webhooks/index.ts';
import type { Services } from './services.ts';

/** What a subscriber says of himself; what he leaves out is everything that he may hear. */
export interface Wanted {
  readonly url: string;
  readonly practices?: readonly string[] | undefined;
  readonly eventTypes?: readonly string[] | undefined;
}

/** Who asks, when by the machine's own clock, and whether receivers on this machine are let. */
export interface Asking {
  readonly practices: Practices;
  readonly now: Date;
  readonly allowLoopback: boolean;
}

const mostPractices = 40;
const mostListeners = 20;

const isWithin = (practices: Practices, { practices: heard }: Subscription): boolean =>
  heard.every((practiceId) => mayTouch(practices, practiceId));

/** The subscription, for one who may touch each of its practices; to others it does not exist. */
export async function findSubscription(
  items: Items,
  practices: Practices,
  subscriptionId: string,
): Promise<Subscription | undefined> {
  const found = await readSubscription(items, subscriptionId);
  return found !== undefined && isWithin(practices, found) ? found : undefined;
}

/** A page of the subscriptions all of whose practices these are; it may hold fewer than the limit. */
export async function listSubscriptions(services: Services, practices: Practices, limit: number, from?: ListPlace) {
  const { items } = services;
  const scopes = (await practicesWithin(services, practices)).map((practiceId) => ({ practiceId }));
  const { subscriptionIds, ...rest } = await pageOfSubscriptions(items, scopes, limit, from);
  const found = await Promise.all(subscriptionIds.map((id) => findSubscription(items, practices, id)));
  return { entries: found.filter((each) => each !== undefined), ...rest };
}

/** Makes a subscription. `secret`: new, and known to nobody. */
export async function subscribe(
  services: Services,
  asking: Asking,
  wanted: Wanted,
  secret: string,
): Promise<Result<Subscription, readonly FieldProblem[]>> {
  const { items, ids } = services;
  const practices = [...new Set(wanted.practices ?? (await practicesWithin(services, asking.practices)))];
  const problems = await problemsOf(services, asking, { ...wanted, practices });
  for (const practiceId of problems.length === 0 ? practices : []) {
    if ((await listeners(items, { practiceId })).length < mostListeners) continue;
    problems.push({ field: 'practiceIds', message: `has a practice with ${mostListeners} subscriptions: remove one` });
  }
  const [first, ...others] = practices;
  if (problems.length > 0 || first === undefined) return failed(problems);
  const subscription: Subscription = {
    subscriptionId: ids.derive(20, 'webhook', secret),
    practices: [first, ...others],
    url: wanted.url,
    eventTypes: [...new Set(wanted.eventTypes)],
    status: 'active',
    secrets: [{ secret }],
    createdAt: asking.now.toISOString(),
    revision: 1,
  };
  await addSubscription(items, subscription);
  return ok(subscription);
}

type Changed = Partial<Wanted> & { readonly status?: 'active' | 'paused' | undefined };

/** Changes what is given; undefined when it has been changed by another meanwhile. Active again, it is sent what it has missed. */
export async function amendSubscription(
  services: Services,
  asking: Asking,
  before: Subscription,
  { url, practices, eventTypes: types, status }: Changed,
): Promise<Result<Subscription | undefined, readonly FieldProblem[]>> {
  const wanted = { url: url ?? before.url, practices: practices ?? before.practices, eventTypes: types };
  const problems = await problemsOf(services, asking, wanted);
  const owner = before.practices[0];
  if (!wanted.practices.includes(owner))
    problems.push({ field: 'practiceIds', message: `must name ${owner}, whose it is` });
  if (problems.length > 0) return failed(problems);
  const { reason, ...kept } = before;
  const others = [...new Set(wanted.practices)].filter((practiceId) => practiceId !== owner);
  const changed = await changeSubscription(services.items, status === undefined ? before : kept, {
    url: wanted.url,
    practices: [owner, ...others],
    eventTypes: types === undefined ? before.eventTypes : [...new Set(types)],
    ...(status === undefined ? {} : { status }),
  });
  return ok(changed);
}

/** Gives the subscription a new secret; undefined when it has been changed by another meanwhile. */
export async function rotateSecret(
  items: Items,
  subscription: Subscription,
  secret: string,
  now: Date,
  overlapHours: number,
): Promise<Subscription | undefined> {
  const { secrets } = withNewSecret(subscription, secret, now, overlapHours);
  return changeSubscription(items, subscription, { secrets });
}

export const unsubscribe: (items: Items, subscription: Subscription) => Promise<void> = removeSubscription;

/** Those that have sent something and those that may. */
async function practicesWithin({ configuration, items }: Services, practices: Practices): Promise<readonly string[]> {
  if (practices !== 'all') return practices;
  const all = [...configuration.practices, ...(await practiceScopes(items))];
  return [...new Set(all.map(({ practiceId }) => practiceId))];
}

async function problemsOf(
  { configuration, items }: Services,
  { practices: own, allowLoopback }: Asking,
  { url, practices = [], eventTypes: types = [] }: Wanted,
): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = [];
  const wrongUrl = urlProblem(url, allowLoopback);
  if (wrongUrl !== undefined) problems.push({ field: 'url', message: wrongUrl });
  if (practices.length === 0 || practices.length > mostPractices) {
    problems.push({ field: 'practiceIds', message: `must name 1 to ${mostPractices} practices` });
  }
  for (const [place, practiceId] of practices.entries()) {
    const isConfigured = configuration.practices.some((each) => each.practiceId === practiceId);
    const isThere = isConfigured || (await enrolledPractice(items, { practiceId })) !== undefined;
    if (isThere && mayTouch(own, practiceId)) continue;
    problems.push({ field: `practiceIds[${place}]`, message: 'must be a practice of yours' });
  }
  for (const [place, type] of types.entries()) {
    if (eventTypes.includes(type)) continue;
    problems.push({ field: `eventTypes[${place}]`, message: `must be one of ${eventTypes.join(', ')}` });
  }
  return problems;
}
