import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { conventions } from '../middleware.ts';
import type { AwsServices } from '../services.ts';
import { accessFor } from './access/access.ts';
import { createApp } from './app.ts';
import { limitOf, usualLimit } from './conventions/rate-limit.ts';

/** The HTTP API behind API Gateway. */
export const createHandler = (
  services: Pick<
    AwsServices,
    keyof Parameters<typeof createApp>[0] | 'time' | 'wall' | 'links' | 'access' | 'callerRequestsPerSecond'
  >,
) => {
  const access = accessFor({ services, ...services.access });
  const { callerRequestsPerSecond } = services;
  const limit = callerRequestsPerSecond === undefined ? usualLimit : limitOf(callerRequestsPerSecond);
  const answer = handle(createApp(services, { ...services, forgetsByItself: true }, { access, limit }));
  // Its shape is API Gateway's word; what a caller sent in it is parsed by the routes.
  return conventions('api', (event) => answer(event as LambdaEvent));
};
