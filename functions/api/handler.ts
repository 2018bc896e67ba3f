import { handle, type LambdaEvent } from 'hono/aws-lambda';
import type { Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';
import { type About, createApp } from './app.ts';

/** The HTTP API behind API Gateway; `time` as the stage has it. */
export const createHandler = (services: Services & Partial<Pick<About, 'time'>>) => {
  const { time = 'real' } = services;
  const answer = handle(createApp(services, { time }));
  // Its shape is API Gateway's word; what a caller sent in it is parsed by the routes.
  return conventions('api', (event) => answer(event as LambdaEvent));
};
