import type { Json } from '../../shared/ports/index.ts';
import { type JobName, jobs } from '../../shared/timekeeping/index.ts';
import { dispatchOutbox, reconcileRemittances, type Services } from '../../shared/use-cases/index.ts';
import { arrivals } from './arrivals.ts';
import { invoker } from './functions.ts';

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

/** Runs functions on the caller's own thread. */
export function runtime(services: Services): Runtime {
  const workers: Readonly<Record<WorkerName, () => Promise<boolean>>> = {
    outbox: async () => (await dispatchOutbox(services)) > 0,
    arrivals: arrivals(services),
    reconciliation: async () => (await reconcileRemittances(services)) > 0,
  };
  return {
    invoke: invoker(services),
    work: (worker) => workers[worker](),
    runJob: (job) => jobs[job](services),
  };
}
