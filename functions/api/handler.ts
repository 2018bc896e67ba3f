import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { conventions } from '../middleware.ts';
import type { AwsServices } from '../services.ts';
import { createApp } from './app.ts';

/** The HTTP API behind API Gateway. */
export const createHandler = (
  services: Pick<AwsServices, keyof Parameters<typeof createApp>[0] | 'time' | 'wall' | 'links'>,
) => {
  const answer = handle(createApp(services, { ...services, forgetsByItself: true }));
  // Its shape is API Gateway's word; what a caller sent in it is parsed by the routes.
  return conventions('api', (event) => answer(event as LambdaEvent));
};
