import { rmSync } from 'node:fs';
import { takeThrough } from '../../local/commands/take-through.ts';
import { type Home, openHome } from '../../local/home/home.ts';
import { type RunReport, runReport } from '../../shared/use-cases/index.ts';
import { batch, begin, configuration, simulation } from './batch.ts';
import { beginLife, type Effect, type KillPoint } from './kill-points.ts';
import { type Outcome, storedOutcome } from './outcome.ts';
import { type Act, acts } from './people.ts';
import { silent, temporaryFolder } from './temporary.ts';

// Functions log that they were killed.
process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';

/** What came of the batch in the end, and what the last life did for it. */
export interface Lives {
  readonly outcome: Outcome;
  readonly report: RunReport;
  readonly effects: readonly Effect[];
  readonly kills: number;
}

/** What people know to be done, whatever becomes of the home. */
interface Memory {
  isBatchThrough: boolean;
  /** Acts that were not seen to be done; the first of them may have been begun. */
  readonly todo: Act[];
  isActing: boolean;
}

/** As `start --once` with the batch; then what people do. */
async function work(home: Home, memory: Memory): Promise<void> {
  if (!memory.isBatchThrough) await takeThrough(home, batch, begin, silent);
  memory.isBatchThrough = true;
  await home.time.settle();
  for (const act of [...memory.todo]) {
    // Who was cut off does it again at once: no time has passed.
    if (!memory.isActing) await home.time.run();
    memory.isActing = true;
    await act.take(home);
    memory.todo.shift();
    memory.isActing = false;
  }
  await home.time.run();
}

/** One life of a home on the folder; undefined when it was killed. */
async function live(folder: string, memory: Memory, end?: KillPoint) {
  const life = beginLife(end);
  const { open, wrap } = life;
  let home: Home | undefined;
  try {
    home = await openHome({ folder, configuration, simulation, seed: 1, virtualStart: begin, open, wrap });
    await work(home, memory);
    return { report: await runReport(home.services), effects: life.effects };
  } catch (problem) {
    if (!life.isOver) throw problem;
    return undefined;
  } finally {
    await home?.close();
    await life.bury();
  }
}

/** Takes the batch through lives that end at these kill points, one after the other, until one comes to its own end. */
export async function takeThroughLives(ends: Iterable<KillPoint> = []): Promise<Lives> {
  const folder = temporaryFolder();
  try {
    const memory: Memory = { isBatchThrough: false, todo: [...acts], isActing: false };
    let kills = 0;
    for (const end of ends) {
      const lived = await live(folder, memory, end);
      if (lived !== undefined) return { ...lived, kills, outcome: storedOutcome(folder) };
      kills += 1;
    }
    const lived = await live(folder, memory);
    if (lived === undefined) throw new Error('it was killed by nobody');
    return { ...lived, kills, outcome: storedOutcome(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
