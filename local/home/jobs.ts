import type { Clock } from '../../shared/ports/index.ts';
import type { Database } from '../sqlite/database.ts';

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

/** Runs jobs at their slots, and keeps when each ran last and which was begun. */
export function openJobs(database: Database, clock: Clock, jobs: readonly Job[]): Jobs {
  database.sql.exec('CREATE TABLE IF NOT EXISTS job (name TEXT PRIMARY KEY, ran_at INTEGER NOT NULL) STRICT');
  database.sql.exec('CREATE TABLE IF NOT EXISTS job_begun (name TEXT PRIMARY KEY) STRICT');
  const ranAt = database.sql.prepare('SELECT ran_at FROM job WHERE name = ?');
  const note = database.sql.prepare(
    'INSERT INTO job VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at',
  );
  const begin = database.sql.prepare('INSERT INTO job_begun VALUES (?) ON CONFLICT DO NOTHING');
  const end = database.sql.prepare('DELETE FROM job_begun WHERE name = ?');
  const begun = database.sql.prepare('SELECT name FROM job_begun').all();
  let cutOff = jobs.filter((job) => begun.some(({ name }) => name === job.name));

  /** The slot in which the job runs next. */
  async function slot({ name, everyMinutes, wantedFrom }: Job): Promise<number | undefined> {
    const wanted = await wantedFrom();
    if (wanted === undefined) return undefined;
    const period = everyMinutes * 60_000;
    const from = Math.ceil(wanted.getTime() / period) * period;
    const last = ranAt.get(name);
    return last === undefined ? from : Math.max(from, Number(last['ran_at']) + period);
  }

  async function run(job: Job): Promise<void> {
    const period = job.everyMinutes * 60_000;
    await database.write(() => void begin.run(job.name));
    await job.run();
    await database.write(() => {
      note.run(job.name, Math.floor(clock.now().getTime() / period) * period);
      end.run(job.name);
    });
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
