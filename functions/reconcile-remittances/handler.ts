import { reconcileRemittances, type Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

/** On a schedule: marks the remittances that are wholly posted. */
export const createHandler = (services: Services) =>
  conventions('reconcile-remittances', async () => ({ remittances: await reconcileRemittances(services) }));
