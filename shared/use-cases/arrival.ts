import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Ids } from '../ports/index.ts';
import type { Services } from './services.ts';

/** The body of a message on the arrivals queue: where a file lies that nobody has read yet. */
export const arrivalSchema = z.object({
  /** `inbox/<our id>` or `clearinghouse/<our id>`: a file's own name is an identifier and travels in no message. */
  objectKey: z.string(),
  from: z.enum(['practice', 'clearinghouse']),
});
export type Arrival = z.output<typeof arrivalSchema>;

/** Where the name lies that a file had when it arrived. */
const nameKey = (objectKey: string): string => `names/${objectKey}`;

/** Stores a file that arrived, with the name it came under, and says so on the arrivals queue. Again, it is one arrival. */
export async function announceArrival(
  { objects, queues }: Pick<Services, 'objects' | 'queues'>,
  arrival: Arrival,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const { objectKey } = arrival;
  await objects.putIfAbsent(objectKey, bytes);
  await objects.putIfAbsent(nameKey(objectKey), name);
  const id = objectKey.slice(objectKey.lastIndexOf('/') + 1);
  await queues.send('arrivals', [{ id, body: JSON.stringify(arrival) }]);
}

/** The name that a file had when it arrived; our id for it when it came without one. */
export async function arrivalName({ objects }: Pick<Services, 'objects'>, objectKey: string): Promise<string> {
  const name = await objects.get(nameKey(objectKey));
  return name === undefined ? objectKey.slice(objectKey.lastIndexOf('/') + 1) : new TextDecoder().decode(name);
}

/** Our id of a file that arrived: the same object with the same bytes is the same file. */
export function fileIdOf(ids: Ids, objectKey: string, bytes: Uint8Array): string {
  return ids.derive(20, 'file', objectKey, createHash('sha256').update(bytes).digest('hex'));
}
