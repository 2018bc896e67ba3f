import type { Clock } from '../ports/index.ts';

/** Something that is done on a schedule, when there is something to do. */
export interface Job {
  readonly name: string;
  /** The schedule's period; slots are its multiples, so that a restart keeps to them. */
  readonly everyMinutes: number;
  /** From when there is something to do; undefined when there is nothing. */
  wantedFrom(): Promise<Date | undefined>;
  run(): Promise<void>;
}

export interface Jobs {
  /**
   * Ends what a crash cut off, at the very time at which it began: everything else waited for it then, and so it must
   * now. Comes before all other work.
   */
  endCutOff(): Promise<void>;
  /** Runs the first job whose slot has come; false when none has. */
  runDue(): Promise<boolean>;
  nextDue(): Promise<Date | undefined>;
}

/** What is kept of the jobs, so that a restart goes on with them. */
export interface JobLog {
  /** The slot in which the job ran last, in milliseconds of the epoch. */
  ranAt(name: string): Promise<number | undefined>;
  begin(name: string): Promise<void>;
  end(name: string, ranAt: number): Promise<void>;
  /** The jobs that were begun and have not ended. */
  begun(): Promise<readonly string[]>;
}

/** Runs jobs at their slots, and keeps when each ran last and which was begun. */
export async function openJobs(log: JobLog, clock: Clock, jobs: readonly Job[]): Promise<Jobs> {
  const begun = await log.begun();
  let cutOff = jobs.filter(({ name }) => begun.includes(name));

  /** The slot in which the job runs next. */
  async function slot({ name, everyMinutes, wantedFrom }: Job): Promise<number | undefined> {
    const wanted = await wantedFrom();
    if (wanted === undefined) return undefined;
    const period = everyMinutes * 60_000;
    const from = Math.ceil(wanted.getTime() / period) * period;
    const last = await log.ranAt(name);
    return last === undefined ? from : Math.max(from, last + period);
  }

  async function run(job: Job): Promise<void> {
    const period = job.everyMinutes * 60_000;
    await log.begin(job.name);
    await job.run();
    await log.end(job.name, Math.floor(clock.now().getTime() / period) * period);
  }

  return {
    async endCutOff() {
      for (const job of cutOff) await run(job);
      cutOff = [];
    },
    async runDue() {
      for (const job of jobs) {
        const due = await slot(job);
        if (due === undefined || due > clock.now().getTime()) continue;
        await run(job);
        return true;
      }
      return false;
    },
    async nextDue() {
      const dues = await Promise.all(jobs.map(slot));
      const known = dues.filter((due) => due !== undefined);
      return known.length === 0 ? undefined : new Date(Math.min(...known));
    },
  };
}
