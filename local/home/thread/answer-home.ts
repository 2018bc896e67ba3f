import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import pLimit from 'p-limit';
import { sqliteItems, systemClock } from '../../adapters/index.ts';
import { leaveCheckpoints } from '../../sqlite/checkpoints.ts';
import { openDatabase } from '../../sqlite/database.ts';
import { channel } from '../../threads/channel.ts';
import { withErrors } from '../../threads/errors.ts';
import { ownServices } from '../own-services.ts';
import { runtime } from '../runtime.ts';
import type { OfFunctions, OfHome, ThreadSettings } from './messages.ts';

/** Within the thread of functions: runs them for the home that has made it. */
export async function answerHome(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this is the main thread');
  const { folder, configuration, key, isVirtual }: ThreadSettings = workerData;
  let presentMs = 0;
  const clock = isVirtual ? { now: () => new Date(presentMs) } : systemClock;
  const database = leaveCheckpoints(openDatabase(join(folder, 'claimwright.db')));
  const items = sqliteItems(database);
  const own = await ownServices({ folder, database, items, clock, key, configuration });
  // While these are committed the engine goes on with those before; all at once, each thread would wait for the other.
  const fewAtATime = pLimit(48);
  const functions: OfFunctions = {
    invoke: (name, payload) => fewAtATime(here.invoke, name, payload),
    work: (worker) => here.work(worker),
    runJob: (job) => here.runJob(job),
    refreshConfiguration: () => own.configuration.refresh(),
    async close() {
      try {
        database.close();
      } finally {
        port.close();
      }
    },
  };
  const home = createBirpc<OfHome, OfFunctions>(functions, {
    ...channel(port),
    serialize: withErrors.serialize,
    deserialize(message) {
      presentMs = message.presentMs;
      return withErrors.deserialize(message);
    },
    timeout: -1,
  });
  const here = runtime({ ...own, workflows: home, clearinghouse: home });
}
