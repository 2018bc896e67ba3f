import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../../shared/claims/index.ts';
import type { Clock } from '../../shared/ports/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import {
  collectFiles,
  dispatchOutbox,
  endDueWaits,
  reconcileRemittances,
  type Services,
  transmitClaims,
} from '../../shared/use-cases/index.ts';
import { openSimulator, type SimulationInput, type Simulator } from '../../simulator/index.ts';
import {
  fileSecrets,
  folderObjects,
  hmacIds,
  homeKey,
  inProcessEvents,
  sqliteItems,
  sqliteQueues,
  systemClock,
  type VirtualClock,
  virtualClock,
} from '../adapters/index.ts';
import { openSqliteSimulatorStore } from '../simulator/sqlite-simulator-store.ts';
import { type Database, openDatabase } from '../sqlite/database.ts';
import { type Engine, openEngine } from '../workflow/index.ts';
import { announcedObjects } from './announced-objects.ts';
import { arrivals } from './arrivals.ts';
import { invoker, taskFunctions } from './functions.ts';
import { type Job, openJobs } from './jobs.ts';
import { lockFolder } from './lock.ts';
import { type PendingWork, pendingWork } from './pending-work.ts';
import { type HomeSettings, homeSettings } from './settings.ts';
import { earliest, type Timekeeper, timekeeper } from './timekeeper.ts';
import type { Worker } from './worker.ts';

export interface HomeOptions {
  /** Where all state lives. */
  readonly folder: string;
  readonly configuration: Configuration;
  readonly simulation: SimulationInput;
  /** Makes ids and the simulated payers' choices the same each time; ids are under a random key without it. */
  readonly seed: number | undefined;
  /** The present of a new home on virtual time; real time when absent. A home keeps the time it was made with. */
  readonly virtualStart: Date | undefined;
  /** Made to try the sample. */
  readonly isSample?: boolean;
  /** Wraps the services, as tests do to fail at any point. */
  readonly wrap?: (services: Services) => Services;
  /** Opens an SQLite file of the home, as tests do to fail at any write. */
  readonly open?: (path: string) => Database;
}

/** The whole pipeline on one machine: store, workflows, clearinghouse and time. */
export interface Home {
  readonly settings: HomeSettings;
  readonly services: Services;
  readonly engine: Engine;
  readonly simulator: Simulator;
  readonly pending: PendingWork;
  readonly time: Timekeeper;
  close(): void;
}

const machinesFolder = join(import.meta.dirname, '../../statemachines');
const definition = (name: string): string => readFileSync(join(machinesFolder, `${name}.asl.json`), 'utf8');

/** Opens the home in its folder, made when it is not there; throws a SafeError when another process has it open. */
export async function openHome(options: HomeOptions): Promise<Home> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(options.folder);
  try {
    return await openLocked(options, unlock);
  } catch (problem) {
    unlock();
    throw problem;
  }
}

async function openLocked(options: HomeOptions, unlock: () => void): Promise<Home> {
  const { folder, configuration, simulation, seed, virtualStart, open = openDatabase } = options;
  const database = open(join(folder, 'claimwright.db'));
  const simulatorStore = openSqliteSimulatorStore(open(join(folder, 'simulator.db')));

  const settings = homeSettings(database, {
    time: virtualStart ? 'virtual' : 'real',
    simulatorSeed: seed ?? 1,
    isSample: options.isSample ?? false,
  });
  if (settings.time === 'virtual' && virtualStart === undefined) {
    throw new SafeError(`${folder} lives on virtual time: give a home on real time its own folder with --data`);
  }
  const virtual: VirtualClock | undefined =
    settings.time === 'real' || virtualStart === undefined ? undefined : virtualClock(database, virtualStart);
  const clock: Clock = virtual ?? systemClock;
  const ids = hmacIds(homeKey(folder, seed));
  const queues = sqliteQueues(database, clock);
  await queues.reclaim();
  const simulator = openSimulator({
    store: simulatorStore,
    clock,
    seed: settings.simulatorSeed,
    configuration: simulation,
  });

  // The engine calls functions, which are given the engine: the services are complete before the first call.
  let invoke: ReturnType<typeof invoker> | undefined;
  const engine = await openEngine({
    database,
    clock,
    ids,
    machines: { claim: definition('claim'), 'ingest-batch': definition('ingest-batch') },
    functions: taskFunctions,
    // So many claims share a commit.
    concurrency: 256,
    invoke: (name, payload) => {
      if (invoke === undefined) throw new Error('the home is not open yet');
      return invoke(name, payload);
    },
  });
  const plain: Services = {
    items: sqliteItems(database),
    objects: announcedObjects(folderObjects(join(folder, 'objects')), queues),
    queues,
    workflows: engine,
    events: inProcessEvents(() => undefined),
    clearinghouse: simulator,
    clock,
    ids,
    secrets: fileSecrets(join(folder, 'secrets.json')),
    configuration,
  };
  const services = options.wrap?.(plain) ?? plain;
  invoke = invoker(services);

  const pending = pendingWork(database.sql);
  const workers: readonly Worker[] = [
    { name: 'outbox', work: async () => (await dispatchOutbox(services)) > 0, nextDue: async () => undefined },
    arrivals(services, () => queues.nextDue()),
    { name: 'workflows', work: () => engine.work(), nextDue: () => engine.nextOwnDue() },
    {
      name: 'reconciliation',
      work: async () => pending.isRemittancePosting() && (await reconcileRemittances(services)) > 0,
      nextDue: async () => undefined,
    },
  ];
  const jobs = openJobs(database, clock, scheduledJobs(services, simulator, pending));
  return {
    settings,
    services,
    engine,
    simulator,
    pending,
    time: timekeeper({
      workers,
      jobs,
      clock,
      virtual,
      peopleDue: async () => earliest([pending.personDue(), await engine.nextDue()]),
    }),
    close() {
      database.close();
      simulatorStore.close();
      unlock();
    },
  };
}

/** What runs on schedules on AWS. */
function scheduledJobs(services: Services, simulator: Simulator, pending: PendingWork): readonly Job[] {
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
      wantedFrom: () => simulator.nextDue(),
      run: async () => void (await collectFiles(services)),
    },
    {
      name: 'end-due-waits',
      everyMinutes: 60,
      // A person's wait is ended when it is due, but virtual time does not run to it by itself.
      wantedFrom: async () => {
        const person = pending.personDue();
        return earliest([pending.answerDue(), person && person <= services.clock.now() ? person : undefined]);
      },
      run: async () => void (await endDueWaits(services)),
    },
  ];
}
