import * as z from 'zod';
import { waitKinds } from '../../shared/repositories/index.ts';
import { awaitMail, type Services } from '../../shared/use-cases/index.ts';
import { claimStepSchema } from '../claim-step-handler.ts';
import { conventions } from '../middleware.ts';

const eventSchema = claimStepSchema.extend({ kind: z.enum(waitKinds), taskToken: z.string().min(1) });

/** Puts a claim's wait for mail; the task ends when the mail is there or the wait is due. */
export const createHandler = (services: Services) =>
  conventions('await-mail', async (event) => {
    const { practiceId, taskToken: token, ...step } = eventSchema.parse(event);
    await awaitMail({ practiceId }, services, { ...step, token });
    return {};
  });
