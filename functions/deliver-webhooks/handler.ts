import * as z from 'zod';
import { deliverWebhooks, type Outlet, type Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

const text = z.object({ S: z.string() });
/** The part of a DynamoDB stream's event that is read: the keys of new deliveries. */
const streamSchema = z.object({ Records: z.array(z.object({ dynamodb: z.object({ Keys: z.object({ pk: text }) }) })) });

/** A hanging receiver holds the stream up no longer; what is left is due, and the schedule finds it. */
const fromStreamMs = 5_000;
const onScheduleMs = 45_000;

/** `P#<practice>#W#<subscription>` */
const subscriptionOf = (pk: string): string => pk.slice(pk.lastIndexOf('#') + 1);

/** Sends what is due: as the table's stream tells of it, to subscribers that answer; on a schedule, to all. */
export const createHandler = (services: Services & Outlet) =>
  conventions('deliver-webhooks', async (event, measure) => {
    const stream = streamSchema.safeParse(event);
    const only = stream.data?.Records.map(({ dynamodb }) => subscriptionOf(dynamodb.Keys.pk.S));
    const run = only === undefined ? { forMs: onScheduleMs } : { forMs: fromStreamMs, only };
    const delivered = await deliverWebhooks(services, services, run);
    measure('WebhooksGivenUp', delivered.givenUp);
    measure('WebhooksDisabled', delivered.disabled);
    return delivered;
  });
