import type { Clock, Ids, Json, MachineName, TaskAnswer, Workflows } from '../../shared/ports/index.ts';
import { printable, SafeError } from '../../shared/safe-error.ts';
import type { Worker } from '../../shared/timekeeping/index.ts';
import type { Database } from '../sqlite/database.ts';
import { loadMachine } from './definition/load-machine.ts';
import type { Machine } from './definition/machine.ts';
import { type Executions, readExecutions } from './executions.ts';
import { Overtaken, openJournal } from './journal/journal.ts';
import type { Answer } from './run/branch.ts';
import { drive } from './run/drive.ts';
import { turns } from './run/turns.ts';
import { type Returned, Visit } from './run/visit.ts';
import { fits, isExecutionName } from './states/limits.ts';

export interface EngineOptions<Name extends string = MachineName> {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The definitions' text, by machine. */
  readonly machines: Readonly<Record<Name, string>>;
  /** Runs a function. Has to settle, as Lambda's own timeout makes it. */
  readonly invoke: (functionName: string, payload: Json) => Promise<Json>;
  /** Whether the machine and not the function is at fault: then the engine stops, and the call is made again later. */
  readonly isOutage?: (thrown: unknown) => boolean;
  /** The functions that there are; a machine that names another is refused. */
  readonly functions?: readonly string[];
  /** For jitter: from 0 to below 1, always the same for a key. */
  readonly random?: (key: string) => number;
  /** How many branches of executions are worked on at once. */
  readonly concurrency?: number;
}

/** Runs state machines on this machine, as Step Functions would. */
export interface Engine extends Workflows, Worker, Executions {
  /** When an execution goes on by itself (a Wait, a retry): `nextDue` without the dates until which it waits for others. */
  nextOwnDue(): Promise<Date | undefined>;
}

function randomFrom(ids: Ids): (key: string) => number {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return (key) => [...ids.derive(10, 'jitter', key)].reduceRight((rest, each) => (digits.indexOf(each) + rest) / 32, 0);
}

export async function openEngine<Name extends string>(options: EngineOptions<Name>): Promise<Engine> {
  const { database, clock, ids, invoke, functions, concurrency = 32 } = options;
  const journal = openJournal(database);
  const known = { machines: Object.keys(options.machines), functions };
  const current = new Map<string, Machine>();
  const byHash = new Map<string, Machine>();

  for (const [name, text] of Object.entries<string>(options.machines)) {
    const machine = loadMachine(name, text, known);
    current.set(name, machine);
    await journal.define(machine);
  }
  // Executions end on the definition that they started with; better to hear now that it can't be run any more.
  for (const { hash, machine } of journal.definitionsInUse()) definition(machine, hash);

  function definition(name: string, hash: string): Machine {
    const key = `${name} ${hash}`;
    const machine = byHash.get(key) ?? loadMachine(name, journal.definitionText(hash) ?? '', known);
    byHash.set(key, machine);
    return machine;
  }

  function machineNamed(name: string): Machine {
    const machine = current.get(name);
    if (machine === undefined) throw new SafeError(`There is no state machine ${name}`);
    return machine;
  }

  const around = { journal, clock, ids, machineNamed, random: options.random ?? randomFrom(ids) };
  const now = () => clock.now().getTime();

  async function call(functionName: string, payload: Json): Promise<Returned> {
    const before = now();
    try {
      const answer: Json | undefined = await invoke(functionName, payload);
      const text = JSON.stringify(answer ?? null);
      return { payload: JSON.parse(text) as Json, took: now() - before };
    } catch (thrown) {
      if (options.isOutage?.(thrown)) throw thrown;
      const error = thrown instanceof Error ? thrown.name : 'Error';
      const cause = JSON.stringify({ errorMessage: printable(thrown), errorType: error });
      return { error, cause, took: now() - before };
    }
  }

  async function work(id: number, mayGoOn: () => boolean): Promise<void> {
    const branch = journal.branches.load(id);
    if (branch === undefined) return;
    const machine = definition(branch.execution.machine, branch.execution.definition);
    try {
      await drive(new Visit(around, machine, branch), { call, mayGoOn });
    } catch (problem) {
      // Its execution or the Map around it ended meanwhile, or an answer came: the journal knows better.
      if (!(problem instanceof Overtaken)) throw problem;
    }
  }

  const takeTurn = turns({ ready: (most) => journal.branches.ready(now(), most), work, concurrency });

  function answerTask(token: string, answer: Answer): Promise<TaskAnswer> {
    return database.write(() => {
      const row = journal.tasks.find(token);
      const at = now();
      if (row === undefined || (row.expires !== null && row.expires <= at)) return 'ended';
      return journal.branches.answer(row.branch, answer, at) ? 'accepted' : 'ended';
    });
  }

  return {
    name: 'workflows',
    async start(machineName, executionName, input) {
      const machine = machineNamed(machineName);
      if (!isExecutionName(executionName)) {
        throw new SafeError('An execution name has 1 to 80 characters, without spaces and most punctuation');
      }
      if (!fits(input)) throw new SafeError('The input of an execution is at most 256 KiB');
      const at = now();
      const started = await database.write(() => journal.executions.start(machine, executionName, input, at));
      return started ? 'started' : 'exists';
    },
    succeedTask(token, output) {
      if (!fits(output)) return Promise.reject(new SafeError('The output of a task is at most 256 KiB'));
      return answerTask(token, { kind: 'succeeded', output });
    },
    failTask: (token, error, cause) => answerTask(token, { kind: 'failed', error, cause }),
    heartbeatTask: (token) =>
      database.write(() => {
        const row = journal.tasks.find(token);
        const at = now();
        if (row === undefined || (row.expires !== null && row.expires <= at)) return 'ended';
        if (journal.branches.answerOf(row.branch) !== undefined) return 'ended';
        journal.tasks.heartbeat(row, at);
        return 'accepted';
      }),
    work: takeTurn,
    async nextDue() {
      const due = journal.branches.nextDue();
      return due === undefined ? undefined : new Date(due);
    },
    async nextOwnDue() {
      const due = journal.branches.nextOwnDue();
      return due === undefined ? undefined : new Date(due);
    },
    ...readExecutions(database.sql, journal),
  };
}
