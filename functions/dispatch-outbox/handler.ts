import { dispatchOutbox, type Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

/** Sends what changes wanted said. */
export const createHandler = (services: Services) =>
  conventions('dispatch-outbox', async () => ({ messages: await dispatchOutbox(services) }));
