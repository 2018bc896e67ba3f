import { collectFiles, endDueWaits, type Services, transmitClaims } from '../use-cases/index.ts';
import type { Job } from './jobs.ts';
import { earliest } from './timekeeper.ts';

type Moment = Date | undefined | Promise<Date | undefined>;

/** What must be known of a store to tell when time may move on. */
export interface PendingWork {
  /** From when a submission, or a file that was begun and not sent, has been ready; undefined when none is. */
  submissionReadySince(): Moment;
  /** The earliest due date of a wait that a file should end. */
  answerDue(): Moment;
  /** The earliest due date of a wait that a person should end. */
  personDue(): Moment;
}

/** What runs on schedules, and from when there is something to do. `nextFile`: when the clearinghouse has one for us. */
export function scheduledJobs(
  services: Services,
  pending: PendingWork,
  nextFile: () => Promise<Date | undefined>,
): readonly Job[] {
  return [
    {
      name: 'transmit-claims',
      everyMinutes: 60,
      wantedFrom: async () => pending.submissionReadySince(),
      run: async () => void (await transmitClaims(services)),
    },
    {
      name: 'collect-files',
      everyMinutes: 15,
      wantedFrom: nextFile,
      run: async () => void (await collectFiles(services)),
    },
    {
      name: 'end-due-waits',
      everyMinutes: 60,
      // A person's wait is ended when it is due, but virtual time does not run to it by itself.
      wantedFrom: async () => {
        const person = await pending.personDue();
        const isDue = person !== undefined && person <= services.clock.now();
        return earliest([await pending.answerDue(), isDue ? person : undefined]);
      },
      run: async () => void (await endDueWaits(services)),
    },
  ];
}
