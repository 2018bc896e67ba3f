import type { Json } from '../../shared/ports/index.ts';
import { type JobName, jobs } from '../../shared/timekeeping/index.ts';
import { dispatchOutbox, reconcileRemittances, type Services } from '../../shared/use-cases/index.ts';
import { arrivals } from './arrivals.ts';
import { invoker } from './functions.ts';
import { watched } from './outages.ts';

/** What has work beside the workflows. */
export type WorkerName = 'outbox' | 'arrivals' | 'reconciliation';

/** Where a home's functions run. */
export interface Runtime {
  /** Calls a function as Lambda would: JSON in, JSON out. */
  invoke(functionName: string, payload: Json): Promise<Json>;
  /** A turn of a worker; answers whether it did anything. */
  work(worker: WorkerName): Promise<boolean>;
  runJob(job: JobName): Promise<unknown>;
}

/** Runs functions on the caller's own thread. What the machine can't store stops them: `isOutage` tells of what they throw. */
export function runtime(own: Services): Runtime {
  const { services, unlessOut } = watched(own);
  const invoke = invoker(services);
  const workers: Readonly<Record<WorkerName, () => Promise<boolean>>> = {
    outbox: async () => (await dispatchOutbox(services)) > 0,
    arrivals: arrivals(services),
    reconciliation: async () => (await reconcileRemittances(services)) > 0,
  };
  return {
    invoke: (name, payload) => unlessOut(invoke(name, payload)),
    work: (worker) => unlessOut(workers[worker]()),
    runJob: (job) => unlessOut<unknown>(jobs[job](services)),
  };
}
