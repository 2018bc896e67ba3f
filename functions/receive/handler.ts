import * as z from 'zod';
import { arrivalSchema, receiveArrival, type Services } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';

/** The part of an SQS event that is read. */
const eventSchema = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

/** Takes in the files that messages on the arrivals queue name; what failed comes again. */
export const createHandler = (services: Services) =>
  conventions('receive', async (event) => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const { messageId, body } of eventSchema.parse(event).Records) {
      try {
        await receiveArrival(services, arrivalSchema.parse(JSON.parse(body)));
      } catch {
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  });
