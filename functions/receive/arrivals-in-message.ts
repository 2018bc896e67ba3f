import * as z from 'zod';
import { SafeError } from '../../shared/safe-error.ts';
import { type Arrival, arrivalSchema, type Replay, replaySchema, senderOf } from '../../shared/use-cases/index.ts';

/** What S3 says of objects that were put, as far as it is read. */
const notificationSchema = z.object({
  Records: z.array(
    z.object({ s3: z.object({ object: z.object({ key: z.string(), versionId: z.string().optional() }) }) }),
  ),
});

/** S3 says this once, when its notifications are set up. */
const testEventSchema = z.object({ Event: z.literal('s3:TestEvent') });

const messageSchema = z.union([
  arrivalSchema.transform((arrival) => [arrival]),
  replaySchema.transform((replay) => [replay]),
  notificationSchema,
  testEventSchema,
]);

/** The files that a message on the arrivals queue names, in our own forms or in S3's. Throws when it is neither. */
export function arrivalsInMessage(body: string): readonly (Arrival | Replay)[] {
  const message = messageSchema.parse(JSON.parse(body));
  if ('Event' in message) return [];
  if (!('Records' in message)) return message;
  return message.Records.flatMap(({ s3: { object } }) => {
    const objectKey = decodeURIComponent(object.key.replaceAll('+', ' '));
    // A folder that somebody made in the console: no file.
    if (objectKey.endsWith('/')) return [];
    const from = senderOf(objectKey);
    if (from === undefined) throw new SafeError('a notification names an object outside of inbox/ and clearinghouse/');
    return [{ objectKey, from, ...(object.versionId === undefined ? {} : { version: object.versionId }) }];
  });
}
