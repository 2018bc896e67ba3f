import { endDueWaits, type Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

/** On a schedule: ends every wait whose due date has passed. */
export const createHandler = (services: Services) =>
  conventions('end-due-waits', async (_event, measure) => {
    const ended = await endDueWaits(services);
    measure('WaitsPastDue', ended.late);
    return ended;
  });
