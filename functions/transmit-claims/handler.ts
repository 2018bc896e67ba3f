import { type Services, transmitClaims } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

/** On a schedule: sends every submission that is ready. */
export const createHandler = (services: Services) =>
  conventions('transmit-claims', async (_event, measure) => {
    const transmitted = await transmitClaims(services);
    measure('SubmissionsSent', transmitted.submissions);
    return transmitted;
  });
