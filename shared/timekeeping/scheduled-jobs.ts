import type { Clock } from '../ports/index.ts';
import { collectFiles, endDueWaits, type Services, transmitClaims } from '../use-cases/index.ts';
import type { Job } from './jobs.ts';
import { earliest } from './timekeeper.ts';

type Moment = Date | undefined | Promise<Date | undefined>;

/** What each job does. */
export const jobs = {
  'transmit-claims': transmitClaims,
  'collect-files': collectFiles,
  'end-due-waits': endDueWaits,
} as const satisfies Readonly<Record<string, (services: Services) => Promise<unknown>>>;
export type JobName = keyof typeof jobs;

/** What must be known of a store to tell when time may move on. */
export interface PendingWork {
  /** From when a submission, or a file that was begun and not sent, has been ready; undefined when none is. */
  submissionReadySince(): Moment;
  /** The earliest due date of a wait that a file should end. */
  answerDue(): Moment;
  /** The earliest due date of a wait that a person should end. */
  personDue(): Moment;
}

/**
 * What runs on schedules, by `run`, and from when there is something to do. `nextFile`: when the clearinghouse has one
 * for us.
 */
export function scheduledJobs(
  clock: Clock,
  pending: PendingWork,
  nextFile: () => Promise<Date | undefined>,
  run: (name: JobName) => Promise<unknown>,
): readonly Job[] {
  const schedule: Readonly<Record<JobName, Pick<Job, 'everyMinutes' | 'wantedFrom'>>> = {
    'transmit-claims': { everyMinutes: 60, wantedFrom: async () => pending.submissionReadySince() },
    'collect-files': { everyMinutes: 15, wantedFrom: nextFile },
    'end-due-waits': {
      everyMinutes: 60,
      // A person's wait is ended when it is due, but virtual time does not run to it by itself.
      wantedFrom: async () => {
        const person = await pending.personDue();
        const isDue = person !== undefined && person <= clock.now();
        return earliest([await pending.answerDue(), isDue ? person : undefined]);
      },
    },
  };
  return (Object.keys(schedule) as JobName[]).map((name) => ({
    name,
    ...schedule[name],
    run: async () => void (await run(name)),
  }));
}
