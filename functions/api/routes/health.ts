import * as z from 'zod';
import { type Route, route } from '../route.ts';
import { time } from '../schemas.ts';

export const healthRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/health',
    name: 'getHealth',
    tag: 'Health',
    summary: 'Whether it is there, and its present',
    scope: 'open',
    touchesPhi: false,
    success: {
      status: 200,
      says: 'It is there.',
      body: z
        .object({
          status: z.literal('ok'),
          time: z.enum(['real', 'virtual']),
          now: time.meta({ description: 'The present that claims live in' }),
        })
        .meta({ id: 'Health' }),
    },
    async handle({ about, services }) {
      return { status: 200, body: { status: 'ok', time: about.time, now: services.clock.now().toISOString() } };
    },
  }),
];
