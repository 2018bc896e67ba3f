import * as z from 'zod';
import { pageOfDeliveries, readDelivery } from '../../../shared/repositories/index.ts';
import { replayBetween, replayDelivery, sendTestEvent } from '../../../shared/use-cases/webhook-deliveries.ts';
import type { Delivery } from '../../../shared/webhooks/index.ts';
import { page, pageOf, paging } from '../conventions/paging.ts';
import { problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { time } from '../schemas.ts';
import { byWebhookId, noSuchWebhook, webhookAsked } from './webhooks.ts';

const deliveryId = z
  .string()
  .regex(/^\d{8}T\d{6}Z-[\w-]{1,100}$/)
  .meta({ description: 'The `webhook-id` of the message', example: '20260402T080000Z-000007-HW6QTBCQYIRDKEV' });

const deliverySchema = z
  .object({
    deliveryId,
    type: z.string().meta({ example: 'claim.denied' }),
    timestamp: time.meta({ description: 'When it happened' }),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    status: z
      .enum(['pending', 'delivered', 'failed'])
      .meta({ description: '`failed`: given up; it goes out when it is replayed' }),
    attempts: z.int().min(0).meta({ description: 'Since it happened, or was replayed' }),
    lastAttemptAt: time.optional(),
    nextAttemptAt: time.optional().meta({ description: 'Absent while it is due at once' }),
    answered: z.int().optional().meta({ description: 'The HTTP status that the last attempt was answered with' }),
    problem: z
      .enum(['timeout', 'not-resolved', 'not-allowed', 'tls', 'no-answer'])
      .optional()
      .meta({ description: 'Or what kept an answer from coming' }),
  })
  .meta({ id: 'WebhookDelivery' });

const byDeliveryId = byWebhookId.extend({ deliveryId });
const noSuchDelivery = problem(
  'not-found',
  'Give the webhook-id of a message of this webhook, of the last thirty days.',
);

function shownDelivery({ event, status, attempts, lastAttemptAt, nextAttemptAt, met }: Delivery) {
  return {
    deliveryId: event.id,
    type: event.type,
    timestamp: event.at,
    data: event.detail,
    status,
    attempts,
    ...(lastAttemptAt === undefined ? {} : { lastAttemptAt }),
    ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }),
    ...(met === undefined ? {} : 'status' in met ? { answered: met.status } : { problem: met.problem }),
  };
}

export const webhookDeliveryRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/webhooks/{webhookId}/deliveries',
    name: 'listWebhookDeliveries',
    tag: 'Webhooks',
    summary: 'What was and is to be told, the newest first; dead letters',
    scope: 'webhooks:read',
    touchesPhi: false,
    params: byWebhookId,
    query: z.strictObject({
      status: z.enum(['pending', 'failed'], 'must be pending or failed').optional(),
      ...paging,
    }),
    success: {
      status: 200,
      says: 'A page of deliveries; those that are pending by when they are due.',
      body: pageOf('deliveries', deliverySchema, 'WebhookDeliveriesPage'),
    },
    problems: ['cursor-invalid'],
    async handle(asked) {
      const found = await webhookAsked(asked);
      if (found === undefined) return noSuchWebhook;
      return page(asked, 'deliveries', async (limit, from) => {
        const { items } = asked.services;
        const { deliveries, ...rest } = await pageOfDeliveries(items, found, asked.query.status, limit, from);
        return { entries: deliveries.map(shownDelivery), ...rest };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/webhooks/{webhookId}/deliveries/{deliveryId}',
    name: 'getWebhookDelivery',
    tag: 'Webhooks',
    summary: 'What became of a message',
    scope: 'webhooks:read',
    touchesPhi: false,
    params: byDeliveryId,
    success: { status: 200, says: 'The delivery.', body: deliverySchema },
    async handle(asked) {
      const found = await webhookAsked(asked);
      if (found === undefined) return noSuchWebhook;
      const delivery = await readDelivery(asked.services.items, found, asked.params.deliveryId);
      return delivery === undefined ? noSuchDelivery : { status: 200, body: shownDelivery(delivery) };
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks/{webhookId}/deliveries/{deliveryId}/replay',
    name: 'replayWebhookDelivery',
    tag: 'Webhooks',
    summary: 'Send a message again, under its own id',
    scope: 'webhooks:write',
    touchesPhi: false,
    params: byDeliveryId,
    success: { status: 202, says: 'It is due at once.', body: deliverySchema },
    async handle(asked) {
      const found = await webhookAsked(asked);
      if (found === undefined) return noSuchWebhook;
      const delivery = await replayDelivery(asked.services.items, found, asked.params.deliveryId);
      return delivery === undefined ? noSuchDelivery : { status: 202, body: shownDelivery(delivery) };
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks/{webhookId}/replay',
    name: 'replayWebhook',
    tag: 'Webhooks',
    summary: 'Send again what happened from a moment on, each message under its own id',
    scope: 'webhooks:write',
    touchesPhi: false,
    params: byWebhookId,
    body: z
      .strictObject({
        since: z.iso.datetime('must be a date and time in UTC, such as 2026-04-02T08:00:00Z'),
        until: z.iso.datetime('must be a date and time in UTC, such as 2026-04-02T08:00:00Z').optional(),
        which: z
          .enum(['failed', 'all'])
          .default('failed')
          .meta({ description: 'Dead letters alone, or what has arrived too' }),
      })
      .meta({ id: 'Replay' }),
    success: {
      status: 202,
      says: 'How many are due at once.',
      body: z
        .object({
          replayed: z.int().min(0),
          next: time.optional().meta({
            description: 'There was too much of it, and the newest was taken: ask again with this as `until`',
          }),
        })
        .meta({ id: 'Replayed' }),
    },
    async handle(asked) {
      const found = await webhookAsked(asked);
      if (found === undefined) return noSuchWebhook;
      return { status: 202, body: await replayBetween(asked.services.items, found, asked.body) };
    },
  }),
  route({
    method: 'POST',
    path: '/webhooks/{webhookId}/test',
    name: 'testWebhook',
    tag: 'Webhooks',
    summary: 'Send a message that says nothing, to try the receiver',
    scope: 'webhooks:write',
    touchesPhi: false,
    params: byWebhookId,
    success: { status: 202, says: 'It is due at once.', body: deliverySchema },
    async handle({ services, about, ...asked }) {
      const found = await webhookAsked({ ...asked, services });
      if (found === undefined) return noSuchWebhook;
      const delivery = await sendTestEvent(services, found, about.wall.now());
      return { status: 202, body: shownDelivery(delivery) };
    },
  }),
];
