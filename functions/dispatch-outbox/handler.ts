import * as z from 'zod';
import { isMessageKey } from '../../shared/repositories/index.ts';
import { audience, dispatchMessage, dispatchOutbox, type Services } from '../../shared/use-cases/index.ts';
import { conventions, logFailure } from '../middleware.ts';

const text = z.object({ S: z.string() });
/** The part of a DynamoDB stream's event that is read: the stream carries keys alone. */
const streamSchema = z.object({
  Records: z.array(
    z.object({ dynamodb: z.object({ SequenceNumber: z.string(), Keys: z.object({ pk: text, sk: text }) }) }),
  ),
});

/**
 * Sends what changes wanted said: the messages that the table's stream names, each as it is stored; on a schedule, all
 * that are still there. What failed comes again, and so may what came after it.
 */
export const createHandler = (services: Services) =>
  conventions('dispatch-outbox', async (event) => {
    const stream = streamSchema.safeParse(event);
    if (!stream.success) return { messages: await dispatchOutbox(services) };
    const listen = audience(services.items);
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const { dynamodb } of stream.data.Records) {
      const key = { pk: dynamodb.Keys.pk.S, sk: dynamodb.Keys.sk.S };
      try {
        if (isMessageKey(key)) await dispatchMessage(services, key, listen);
      } catch (problem) {
        logFailure('dispatch-outbox', problem);
        batchItemFailures.push({ itemIdentifier: dynamodb.SequenceNumber });
      }
    }
    return { batchItemFailures };
  });
