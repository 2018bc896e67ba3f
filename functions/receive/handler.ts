import * as z from 'zod';
import { readAgain, receiveArrival, type Services } from '../../shared/use-cases/index.ts';
import { conventions, logFailure } from '../middleware.ts';
import { arrivalsInMessage } from './arrivals-in-message.ts';

/** The part of an SQS event that is read. */
const eventSchema = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

const received = { practice: 'PracticeFilesReceived', clearinghouse: 'ClearinghouseFilesReceived' } as const;

/** Takes in the files that messages on the arrivals queue name; what failed comes again. */
export const createHandler = (services: Services) =>
  conventions('receive', async (event, measure) => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const { messageId, body } of eventSchema.parse(event).Records) {
      try {
        for (const arrival of arrivalsInMessage(body)) {
          const isAgain = 'fileId' in arrival;
          const outcome = isAgain ? await readAgain(services, arrival) : await receiveArrival(services, arrival);
          if (outcome !== 'known' && !isAgain) measure(received[arrival.from], 1);
          if (outcome === 'quarantined') measure('FilesQuarantined', 1);
        }
      } catch (problem) {
        logFailure('receive', problem);
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    // SQS is answered with this key alone.
    return { batchItemFailures };
  });
