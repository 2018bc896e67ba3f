import type { Clock } from '../ports/index.ts';
import type { Jobs } from './jobs.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Worker } from './worker.ts';

export interface TimekeeperParts {
  readonly workers: readonly Worker[];
  readonly jobs: Jobs;
  readonly clock: Clock;
  /** Absent on real time. */
  readonly virtual: VirtualClock | undefined;
  /** When a person, or a task that has waited for too long, is due. */
  peopleDue(): Promise<Date | undefined>;
}

/** Lets the home work, and virtual time pass. */
export interface Timekeeper {
  readonly isVirtual: boolean;
  now(): Date;
  /** Works until nothing is left to do at the present; schedules wait. */
  settle(): Promise<void>;
  /**
   * Works until only people are waited for: virtual time jumps from due date to due date. On real time it works until
   * nothing is left to do now. `onRound` hears of each stop on the way.
   */
  run(onRound?: () => void): Promise<void>;
  /** Lets virtual time pass until the date; what people should have done by then falls due on the way. */
  advanceTo(date: Date, onRound?: () => void): Promise<void>;
}

export function earliest(dates: readonly (Date | undefined)[]): Date | undefined {
  const known = dates.filter((date) => date !== undefined).map((date) => date.getTime());
  return known.length === 0 ? undefined : new Date(Math.min(...known));
}

export function timekeeper({ workers, jobs, clock, virtual, peopleDue }: TimekeeperParts): Timekeeper {
  async function settle(): Promise<void> {
    await jobs.endCutOff();
    for (let busy = true; busy; ) {
      busy = false;
      for (const worker of workers) busy = (await worker.work()) || busy;
    }
  }

  /** When something happens next by itself; what people should do counts only when time passes on purpose. */
  async function nextDue(withPeople: boolean): Promise<Date | undefined> {
    const dues = [await jobs.nextDue(), ...(await Promise.all(workers.map((worker) => worker.nextDue())))];
    // What is due already is seen to at the schedule's next slot.
    const person = withPeople ? await peopleDue() : undefined;
    return earliest(person !== undefined && person > clock.now() ? [...dues, person] : dues);
  }

  async function runUntil(limit: Date | undefined, onRound?: () => void): Promise<void> {
    for (;;) {
      await settle();
      onRound?.();
      if (await jobs.runDue()) continue;
      if (virtual === undefined) return;
      const due = await nextDue(limit !== undefined);
      if (due === undefined || (limit !== undefined && due > limit)) break;
      await virtual.advanceTo(due);
    }
    if (limit !== undefined) await virtual?.advanceTo(limit);
  }

  return {
    isVirtual: virtual !== undefined,
    now: () => clock.now(),
    settle,
    run: (onRound) => runUntil(undefined, onRound),
    advanceTo: (date, onRound) => runUntil(date, onRound),
  };
}
