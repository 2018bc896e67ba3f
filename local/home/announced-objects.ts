import type { Objects, Queues } from '../../shared/ports/index.ts';
import { type Arrival, senderOf } from '../../shared/use-cases/index.ts';

/**
 * The object store, which says on the arrivals queue that a file arrived, as S3 does. What is there already is announced
 * again: that does no harm, and a crash between the two loses nothing.
 */
export function announcedObjects(objects: Objects, queues: Pick<Queues, 'send'>): Objects {
  return {
    ...objects,
    async putIfAbsent(objectKey, body) {
      const outcome = await objects.putIfAbsent(objectKey, body);
      const from = senderOf(objectKey);
      if (from !== undefined) {
        const id = objectKey.slice(objectKey.lastIndexOf('/') + 1);
        await queues.send('arrivals', [{ id, body: JSON.stringify({ objectKey, from } satisfies Arrival) }]);
      }
      return outcome;
    },
  };
}
