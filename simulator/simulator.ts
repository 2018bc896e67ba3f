import { type Behaviour, behaviours, Simulation, type SimulationInput } from './configuration.ts';
import type { Context } from './context.ts';
import { answerEligibility } from './eligibility/answer-eligibility.ts';
import { receiveFile } from './intake/receive-file.ts';
import { keys } from './keys.ts';
import type { Outgoing } from './records.ts';
import { type Reports, readReports } from './reports.ts';
import { nextDue, settle } from './settle.ts';
import type { SimulatorStore } from './store.ts';
import { beginWork } from './work.ts';

export interface SimulatorOptions {
  readonly store: SimulatorStore;
  readonly clock: { now(): Date };
  /** Other seeds give other control numbers, days and orders. */
  readonly seed: number;
  /** What `simulation.json` says. */
  readonly configuration: SimulationInput;
}

/** A file for us. Its name is the simulator's; it is offered until it is said to be collected. */
interface AnswerFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A clearinghouse and payers that answer; the shape of the pipeline's `Clearinghouse` port and two questions more. */
export interface Simulator {
  send(name: string, bytes: Uint8Array): Promise<void>;
  /** Files that are available now, oldest first. */
  collect(): Promise<readonly AnswerFile[]>;
  collected(names: readonly string[]): Promise<void>;
  askEligibility(inquiry270: string): Promise<string>;
  /** Rejects with a ClaimStatusNotSupported: no 276 is answered yet. */
  askClaimStatus(inquiry276: string): Promise<string>;
  /** When the next file will be available; undefined when nothing is under way. */
  nextDue(): Promise<Date | undefined>;
  reports(): Promise<Reports>;
}

/** No payer of the simulator answers a 276. Asking again will not help. */
export class ClaimStatusNotSupported extends Error {
  override readonly name = 'ClaimStatusNotSupported';
}

export function openSimulator({ store, clock, seed, configuration }: SimulatorOptions): Simulator {
  const behaviourOf: (payerId: string) => Behaviour = behaviours(Simulation.parse(configuration));
  const context: Context = { store, seed, behaviourOf };
  let last: Promise<unknown> = Promise.resolve();

  /** One thing after the other: what is read for a change is still so when the change is made. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  }

  async function availableFiles(): Promise<AnswerFile[]> {
    const now = clock.now();
    await settle(context, now);
    const files: AnswerFile[] = [];
    for (const { value } of await store.list(keys.allOutgoing)) {
      const { name, available } = value as unknown as Outgoing;
      if (available > now.toISOString()) break;
      const bytes = await store.getFile(name);
      if (bytes) files.push({ name, bytes });
    }
    return files;
  }

  async function forget(names: readonly string[]): Promise<void> {
    const work = beginWork(store);
    for (const name of names) {
      const offered = await work.get<Outgoing>(keys.offered(name));
      if (!offered) continue;
      work.delete(keys.offered(name));
      work.delete(keys.outgoing(offered.available, name));
      work.deleteFile(name);
    }
    await work.commit();
  }

  return {
    send: (name, bytes) => inTurn(() => receiveFile(context, { now: clock.now(), name, bytes })),
    collect: () => inTurn(availableFiles),
    collected: (names) => inTurn(() => forget(names)),
    askEligibility: (inquiry270) =>
      inTurn(async () => {
        const now = clock.now();
        // What was paid by now counts toward the deductible.
        await settle(context, now);
        return answerEligibility(context, now, inquiry270);
      }),
    askClaimStatus: () =>
      Promise.reject(new ClaimStatusNotSupported('the simulated payers answer no claim status inquiry')),
    nextDue: () => inTurn(() => nextDue(context)),
    reports: () => readReports(store),
  };
}
