import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import {
  type Asking,
  amendSubscription,
  findSubscription,
  listSubscriptions,
  rotateSecret,
  subscribe,
  unsubscribe,
} from '../../../shared/use-cases/webhook-subscriptions.ts';
import {
  eventTypes as allEventTypes,
  mostOverlapHours,
  type Subscription,
  secretOf,
  signingSecrets,
} from '../../../shared/webhooks/index.ts';
import type { About } from '../about.ts';
import type { Acting } from '../access/acting.ts';
import { changedMeanwhile, etagOf, revisionIn } from '../conventions/etag.ts';
import { page, pageOf, paging } from '../conventions/paging.ts';
import { bodyInvalid } from '../conventions/read-request.ts';
import { problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { practiceId, time } from '../schemas.ts';

export const webhookId = z
  .string()
  .regex(/^[A-Z2-7]{20}$/)
  .meta({ example: 'QX5ZP6E3VJ2N7R4KHTBA' });
const url = z.string().max(2000).meta({ description: 'An https address', example: 'https://ehr.example.com/webhooks' });
const practiceIds = z.array(practiceId).min(1).max(40);
const eventTypes = z
  .array(z.enum(allEventTypes as [string, ...string[]]))
  .max(100)
  .meta({ description: 'Every type when it is empty', example: ['claim.denied', 'claim.paid'] });
const secret = z.string().meta({ description: 'Shown this once: keep it where secrets are kept', example: 'whsec_…' });

const webhookFields = z.object({
  webhookId,
  url,
  practiceIds,
  eventTypes,
  status: z.enum(['active', 'paused', 'disabled']),
  reason: z
    .enum(['gone', 'failing'])
    .optional()
    .meta({ description: 'Why it is disabled: its receiver answered 410, or nothing arrived for days' }),
  secrets: z.int().meta({ description: 'How many sign: more than one while a new one takes the place of another' }),
  createdAt: time,
});
const webhookSchema = webhookFields.meta({ id: 'Webhook' });
const webhookWithSecret = webhookFields.extend({ secret }).meta({ id: 'WebhookWithSecret' });

export const byWebhookId = z.object({ webhookId });
export const noSuchWebhook = problem('not-found', 'Give the id of a webhook of yours.');

export function shownWebhook(subscription: Subscription, now: Date) {
  const { subscriptionId, url: to, practices, eventTypes: types, status, reason, createdAt } = subscription;
  return {
    webhookId: subscriptionId,
    url: to,
    practiceIds: practices,
    eventTypes: types,
    status,
    ...(reason === undefined ? {} : { reason }),
    secrets: signingSecrets(subscription, now).length,
    createdAt,
  };
}

/** The subscription that the path names, if it is the caller's. */
export function webhookAsked({
  services,
  caller,
  params,
}: Acting & { readonly params: { readonly webhookId: string } }): Promise<Subscription | undefined> {
  return findSubscription(services.items, caller.practices, params.webhookId);
}

const askingOf = ({ caller, about }: Acting & { readonly about: About }): Asking => ({
  practices: caller.practices,
  now: about.wall.now(),
  allowLoopback: about.localWebhooks === true,
});

const newSecret = (): string => secretOf(randomBytes(32));
const notTaken = 'Nothing was changed: correct the fields and send it again.';

export const webhookRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/webhooks',
    name: 'listWebhooks',
    tag: 'Webhooks',
    summary: 'List who is told of events',
    description: 'Those all of whose practices are yours.',
    scope: 'webhooks:read',
    touchesPhi: false,
    query: z.strictObject(paging),
    success: { status: 200, says: 'A page of webhooks.', body: pageOf('webhooks', webhookSchema, 'WebhooksPage') },
    problems: ['cursor-invalid'],
    handle(asked) {
      const { services, caller, about } = asked;
      return page(asked, 'webhooks', async (limit, from) => {
        const { entries, ...rest } = await listSubscriptions(services, caller.practices, limit, from);
        return { entries: entries.map((each) => shownWebhook(each, about.wall.now())), ...rest };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks',
    name: 'addWebhook',
    tag: 'Webhooks',
    summary: 'Be told what happens to claims and batches',
    description: 'What is left out is everything: all of your practices, every type of event.',
    scope: 'webhooks:write',
    touchesPhi: false,
    body: z
      .strictObject({ url, practiceIds: practiceIds.optional(), eventTypes: eventTypes.optional() })
      .meta({ id: 'NewWebhook' }),
    success: {
      status: 201,
      says: 'The webhook and its secret.',
      headers: ['Location', 'ETag'],
      body: webhookWithSecret,
    },
    async handle(asked) {
      const made = newSecret();
      const { practiceIds: practices, ...wanted } = asked.body;
      const added = await subscribe(asked.services, askingOf(asked), { ...wanted, practices }, made);
      if (!added.ok) return bodyInvalid(added.problem, notTaken);
      const { subscriptionId, revision } = added.value;
      const body = { ...shownWebhook(added.value, asked.about.wall.now()), secret: made };
      return { status: 201, body, headers: { location: `/webhooks/${subscriptionId}`, etag: etagOf(revision) } };
    },
  }),
  route({
    method: 'GET',
    path: '/webhooks/{webhookId}',
    name: 'getWebhook',
    tag: 'Webhooks',
    summary: 'Who is told of what, and whether it works',
    scope: 'webhooks:read',
    touchesPhi: false,
    params: byWebhookId,
    success: { status: 200, says: 'The webhook, and its version.', headers: ['ETag'], body: webhookSchema },
    async handle(asked) {
      const found = await webhookAsked(asked);
      if (found === undefined) return noSuchWebhook;
      const body = shownWebhook(found, asked.about.wall.now());
      return { status: 200, body, headers: { etag: etagOf(found.revision) } };
    },
  }),
  route({
    method: 'PUT',
    path: '/webhooks/{webhookId}',
    name: 'changeWebhook',
    tag: 'Webhooks',
    summary: 'Change who is told of what; pause it, and go on',
    description: 'Active again, it is sent what happened meanwhile.',
    scope: 'webhooks:write',
    touchesPhi: false,
    params: byWebhookId,
    body: z
      .strictObject({ url, practiceIds, eventTypes, status: z.enum(['active', 'paused']) })
      .meta({ id: 'ChangedWebhook' }),
    ifMatch: 'required',
    success: { status: 200, says: 'The webhook as it is now.', headers: ['ETag'], body: webhookSchema },
    async handle(asked) {
      const seen = revisionIn(asked.ifMatch);
      if (typeof seen !== 'number') return seen;
      const found = await webhookAsked(asked);
      if (found === undefined) return noSuchWebhook;
      if (found.revision !== seen) return changedMeanwhile;
      const { practiceIds: practices, ...changes } = asked.body;
      const changed = await amendSubscription(asked.services, askingOf(asked), found, { ...changes, practices });
      if (!changed.ok) return bodyInvalid(changed.problem, notTaken);
      if (changed.value === undefined) return changedMeanwhile;
      const body = shownWebhook(changed.value, asked.about.wall.now());
      return { status: 200, body, headers: { etag: etagOf(changed.value.revision) } };
    },
  }),
  route({
    method: 'DELETE',
    path: '/webhooks/{webhookId}',
    name: 'removeWebhook',
    tag: 'Webhooks',
    summary: 'Be told no more; what is still owed is forgotten',
    scope: 'webhooks:write',
    touchesPhi: false,
    params: byWebhookId,
    success: { status: 204, says: 'Removed.' },
    async handle(asked) {
      const found = await webhookAsked(asked);
      if (found === undefined) return noSuchWebhook;
      await unsubscribe(asked.services.items, found);
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks/{webhookId}/secret',
    name: 'changeWebhookSecret',
    tag: 'Webhooks',
    summary: 'Sign with a new secret, and for some hours with the one before it too',
    scope: 'webhooks:write',
    touchesPhi: false,
    params: byWebhookId,
    body: z
      .strictObject({
        overlapHours: z
          .number()
          .min(0)
          .max(mostOverlapHours)
          .default(24)
          .meta({ description: 'How long the old one goes on signing: 0 when it has leaked' }),
      })
      .meta({ id: 'NewSecret' }),
    success: { status: 200, says: 'The webhook and its new secret.', headers: ['ETag'], body: webhookWithSecret },
    problems: ['overtaken'],
    async handle(asked) {
      const found = await webhookAsked(asked);
      if (found === undefined) return noSuchWebhook;
      const made = newSecret();
      const now = asked.about.wall.now();
      const changed = await rotateSecret(asked.services.items, found, made, now, asked.body.overlapHours);
      if (changed === undefined) return problem('overtaken', 'Send it again.');
      const body = { ...shownWebhook(changed, now), secret: made };
      return { status: 200, body, headers: { etag: etagOf(changed.revision) } };
    },
  }),
];
