import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import {
  earliest,
  type JobName,
  openJobs,
  scheduledJobs,
  timekeeper,
  type Worker,
} from '../../shared/timekeeping/index.ts';
import { reconcileRemittances } from '../../shared/use-cases/index.ts';
import { conventions } from '../middleware.ts';
import type { AwsServices } from '../services.ts';
import { isQuiet } from './is-quiet.ts';
import { storedJobLog } from './job-log.ts';
import { pendingWork } from './pending-work.ts';

const eventSchema = z.object({
  /** Where a clock begins that nobody has set. */
  startAt: z.iso.datetime().optional(),
  /** `settle`: no time passes; `people`: until only people are waited for; or until this moment. */
  until: z.union([z.enum(['settle', 'people']), z.iso.datetime()]),
  /** The caller asks again after so many seconds. */
  withinSeconds: z.number().positive().max(600).default(240),
});

interface Advanced {
  /** The sandbox's present. */
  readonly now: string;
  /** Not yet: ask again. */
  readonly done: boolean;
}

class OutOfTime extends Error {}

/** While something is under way, and once nothing seems to be. */
const busyMilliseconds = 1000;
const restingMilliseconds = 250;

/**
 * Lets time pass in the sandbox, as virtual time passes on one machine: from one due date to the next, each time once
 * nothing is under way any more. What runs on schedules is called at its slots.
 */
export const createHandler = (services: AwsServices) =>
  conventions('advance-clock', async (event): Promise<Advanced> => {
    const { startAt, until, withinSeconds } = eventSchema.parse(event);
    const { clock, clearinghouse, functions } = services.sandbox();
    const endsMs = performance.now() + withinSeconds * 1000;
    if (startAt !== undefined) await clock.startAt(new Date(startAt));
    await clock.refresh();
    const pending = pendingWork(services.items);
    // The deployed functions themselves, with their own permissions.
    const run = (name: JobName) => functions.call(name, {});
    const jobs = scheduledJobs(clock, pending, () => clearinghouse.nextDue(), run);
    const time = timekeeper({
      workers: [quiet(services, endsMs)],
      jobs: await openJobs(storedJobLog(services.items), clock, jobs),
      clock,
      virtual: clock,
      peopleDue: async () => earliest([await pending.personDue()]),
    });
    const onRound = (): void => {
      if (performance.now() > endsMs) throw new OutOfTime();
    };
    try {
      if (until === 'settle') await time.settle();
      else if (until === 'people') await time.run(onRound);
      else await time.advanceTo(new Date(until), onRound);
      return { now: clock.now().toISOString(), done: true };
    } catch (problem) {
      if (!(problem instanceof OutOfTime)) throw problem;
      return { now: clock.now().toISOString(), done: false };
    }
  });

/** Everything else works by itself: this waits until it has come to rest. */
function quiet(services: AwsServices, endsMs: number): Worker {
  return {
    name: 'quiet',
    async work() {
      // Twice in a row: an index may lag behind.
      for (let rests = 0; rests < 2; ) {
        if (performance.now() > endsMs) throw new OutOfTime();
        rests = (await isQuiet(services)) ? rests + 1 : 0;
        if (rests < 2) await sleep(rests === 0 ? busyMilliseconds : restingMilliseconds);
      }
      await reconcileRemittances(services);
      return false;
    },
    nextDue: async () => undefined,
  };
}
