import type { Services } from '../../shared/use-cases/index.ts';
import { isOutage } from './system-reason.ts';

export interface Watched {
  readonly services: Services;
  /** The call's answer; throws what kept anything from being stored meanwhile, however the call took it. */
  unlessOut<Answer>(call: Promise<Answer>): Promise<Answer>;
}

/**
 * Sees when the machine can't store: a full disk is not the fault of the claim or the file that was worked on, and must
 * become neither's. Nothing goes on then, and the next start does it again.
 */
export function watched(services: Services): Watched {
  const { items, objects, queues } = services;
  let outage: unknown;

  async function watch<Answer>(storing: Promise<Answer>): Promise<Answer> {
    try {
      return await storing;
    } catch (problem) {
      if (isOutage(problem)) outage = problem;
      throw problem;
    }
  }

  return {
    services: {
      ...services,
      items: { ...items, transact: (writes) => watch(items.transact(writes)) },
      objects: { ...objects, putIfAbsent: (key, body) => watch(objects.putIfAbsent(key, body)) },
      queues: {
        ...queues,
        send: (queue, messages) => watch(queues.send(queue, messages)),
        receive: (queue, most) => watch(queues.receive(queue, most)),
        acknowledge: (queue, receipts) => watch(queues.acknowledge(queue, receipts)),
      },
    },
    async unlessOut(call) {
      const [outcome] = await Promise.allSettled([call]);
      if (outage !== undefined) throw outage;
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    },
  };
}
