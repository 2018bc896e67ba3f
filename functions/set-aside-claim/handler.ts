import * as z from 'zod';
import { type Services, setAsideClaim } from '../../shared/use-cases/index.ts';
import { claimStepSchema } from '../claim-step-handler.ts';
import { conventions } from '../middleware.ts';

const eventSchema = claimStepSchema.extend({ error: z.string().min(1) });

/** Holds a claim one of whose steps keeps failing. */
export const createHandler = (services: Services) =>
  conventions('set-aside-claim', async (event) => {
    const { practiceId, ...step } = eventSchema.parse(event);
    return { outcome: await setAsideClaim({ practiceId }, services, step) };
  });
