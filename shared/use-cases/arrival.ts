import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Ids } from '../ports/index.ts';
import type { Services } from './services.ts';

/** The body of a message on the arrivals queue: where a file lies that nobody has read yet. */
export const arrivalSchema = z.object({
  /** `inbox/<our id>` or `clearinghouse/<our id>`: a file's own name may name a person and travels in no message. */
  objectKey: z.string(),
  from: z.enum(['practice', 'clearinghouse']),
  /** Which version of the object, where the store keeps versions. */
  version: z.string().optional(),
});
export type Arrival = z.output<typeof arrivalSchema>;

/** Another body of such a message: a file that is to be read again, and which reading that is. */
export const replaySchema = z.object({ fileId: z.string(), reading: z.int().min(2) });
export type Replay = z.output<typeof replaySchema>;

/** Whose files lie under a first part of a key. The home announces what is put there. */
const senders: Readonly<Record<string, Arrival['from']>> = { inbox: 'practice', clearinghouse: 'clearinghouse' };

/** Who sent the object; undefined when it is no arrival. */
export function senderOf(objectKey: string): Arrival['from'] | undefined {
  const [first = '', ...rest] = objectKey.split('/');
  return rest.length > 0 && Object.hasOwn(senders, first) ? senders[first] : undefined;
}

/** Where the name lies that a file had when it arrived. */
const nameKey = (objectKey: string): string => `names/${objectKey}`;

/**
 * Stores a file that arrived, under `inbox/` or `clearinghouse/`, with the name it came under. The home announces it on
 * the arrivals queue. Again, it is one arrival.
 */
export async function storeArrival(
  { objects }: Pick<Services, 'objects'>,
  objectKey: string,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  // The object is announced as soon as it is there, and may be read at once: its name must be there by then.
  await nameArrival({ objects }, objectKey, name);
  await objects.putIfAbsent(objectKey, bytes);
}

/** Keeps the name of a file that is to arrive. */
export async function nameArrival(
  { objects }: Pick<Services, 'objects'>,
  objectKey: string,
  name: string,
): Promise<void> {
  await objects.putIfAbsent(nameKey(objectKey), name);
}

/** The name that a file had when it arrived; our id for it when it came without one. */
export async function arrivalName({ objects }: Pick<Services, 'objects'>, objectKey: string): Promise<string> {
  const own = objectKey.slice(objectKey.lastIndexOf('/') + 1);
  // A practice may put anything into the inbox; only what we put there is in a form of ours and has a name beside it.
  if (!/^(inbox|clearinghouse)\/[A-Z2-7]+$/.test(objectKey)) return own;
  const name = await objects.get(nameKey(objectKey));
  return name === undefined ? own : new TextDecoder().decode(name);
}

/** Our id of a file that arrived: the same object with the same bytes is the same file. */
export function fileIdOf(ids: Ids, objectKey: string, bytes: Uint8Array): string {
  return ids.derive(20, 'file', objectKey, createHash('sha256').update(bytes).digest('hex'));
}
