import { handle, type LambdaEvent } from 'hono/aws-lambda';
import type { Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';
import { createApp } from './app.ts';
import { countClaims } from './list-claims.ts';

/** The HTTP API behind API Gateway. */
export const createHandler = (services: Services) => {
  const answer = handle(createApp(services, { time: 'real', claimsByStatus: () => countClaims(services) }));
  // Its shape is API Gateway's word; what a caller sent in it is parsed by the routes.
  return conventions('api', (event) => answer(event as LambdaEvent));
};
