import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hmacIds } from '../../shared/adapters/index.ts';
import type { Configuration } from '../../shared/claims/index.ts';
import type { Clock } from '../../shared/ports/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import {
  earliest,
  openJobs,
  scheduledJobs,
  type Timekeeper,
  timekeeper,
  type Worker,
} from '../../shared/timekeeping/index.ts';
import {
  dispatchOutbox,
  liveConfiguration,
  reconcileRemittances,
  type Services,
} from '../../shared/use-cases/index.ts';
import { openSimulator, type SimulationInput, type Simulator } from '../../simulator/index.ts';
import {
  fileSecrets,
  folderObjects,
  inProcessEvents,
  sqliteItems,
  sqliteQueues,
  systemClock,
  virtualClock,
} from '../adapters/index.ts';
import { openSqliteSimulatorStore } from '../simulator/sqlite-simulator-store.ts';
import { type Database, openDatabase } from '../sqlite/database.ts';
import { type Engine, openEngine } from '../workflow/index.ts';
import { announcedObjects } from './announced-objects.ts';
import { arrivals } from './arrivals.ts';
import { invoker, taskFunctions } from './functions.ts';
import { type HomeAccess, homeAccess } from './home-access.ts';
import { makeHomeFolder, noHomeIn, refuseIfDatabaseIsGone, refuseUnlessHome } from './home-folder.ts';
import { sqliteJobLog } from './job-log.ts';
import { keptKey } from './kept-key.ts';
import { lockFolder } from './lock.ts';
import { type PendingWork, pendingWork } from './pending-work.ts';
import { type HomeSettings, homeSettings } from './settings.ts';

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
  /** Opens what is there: throws a SafeError, and makes nothing, when no home is. */
  readonly mustExist?: boolean;
  /** Wraps the services, as tests do to fail at any point. */
  readonly wrap?: (services: Services) => Services;
  /** Stands around each call of a function and each turn of a worker or job, by its name, as a meter does. */
  readonly around?: <Answer>(name: string, call: () => Promise<Answer>) => Promise<Answer>;
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
  /** Who calls, and the record of what callers saw and changed. */
  readonly access: HomeAccess;
  close(): void;
}

const machinesFolder = join(import.meta.dirname, '../../statemachines');
const definition = (name: string): string => readFileSync(join(machinesFolder, `${name}.asl.json`), 'utf8');

/** Opens the home in its folder, made when it is not there; throws a SafeError when another process has it open. */
export async function openHome(options: HomeOptions): Promise<Home> {
  if (options.mustExist) refuseUnlessHome(options.folder);
  makeHomeFolder(options.folder);
  const opened: (() => void)[] = [lockFolder(options.folder)];
  try {
    return await openLocked(options, opened);
  } catch (problem) {
    for (const close of opened.reverse()) close();
    throw problem;
  }
}

/** Settings and clock are made at once: no home is cut off between them and begins on another day. */
function settingsAndClock(database: Database, options: HomeOptions) {
  const { folder, seed, virtualStart, isSample = false, mustExist } = options;
  database.sql.exec('BEGIN IMMEDIATE');
  const made = { time: virtualStart ? 'virtual' : 'real', simulatorSeed: seed ?? 1, isSample } as const;
  const settings = homeSettings(database, mustExist ? undefined : made);
  if (settings === undefined) throw new SafeError(noHomeIn(folder));
  if (settings.time === 'virtual' && virtualStart === undefined) {
    throw new SafeError(`${folder} lives on virtual time: give a home on real time its own folder with --data`);
  }
  const virtual =
    settings.time === 'real' || virtualStart === undefined ? undefined : virtualClock(database, virtualStart);
  database.sql.exec('COMMIT');
  return { settings, virtual };
}

/** `opened` gets what must be closed again when opening fails. */
async function openLocked(options: HomeOptions, opened: (() => void)[]): Promise<Home> {
  const { folder, configuration, simulation, seed, open = openDatabase, around = (_name, call) => call() } = options;
  refuseIfDatabaseIsGone(folder);
  const database = open(join(folder, 'claimwright.db'));
  opened.push(() => database.close());
  const { settings, virtual } = settingsAndClock(database, options);
  const items = sqliteItems(database);
  const key = keptKey(database, folder, seed);
  const live = liveConfiguration(items, configuration);
  await live.refresh();
  const ids = hmacIds(key);
  const simulatorDatabase = open(join(folder, 'simulator.db'));
  opened.push(() => simulatorDatabase.close());
  const simulatorStore = openSqliteSimulatorStore(simulatorDatabase);
  const clock: Clock = virtual ?? systemClock;
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
      const calling = invoke;
      if (calling === undefined) throw new Error('the home is not open yet');
      return around(name, () => calling(name, payload));
    },
  });
  const plain: Services = {
    items,
    objects: announcedObjects(folderObjects(join(folder, 'objects')), queues),
    queues,
    workflows: engine,
    events: inProcessEvents(() => undefined),
    clearinghouse: simulator,
    clock,
    ids,
    secrets: fileSecrets(join(folder, 'secrets.json')),
    configuration: live,
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
  const jobs = await openJobs(
    sqliteJobLog(database),
    clock,
    scheduledJobs(services, pending, () => simulator.nextDue()).map((job) => ({
      ...job,
      run: () => around(job.name, () => job.run()),
    })),
  );
  return {
    settings,
    services,
    engine,
    simulator,
    pending,
    access: homeAccess(folder, key, services),
    time: timekeeper({
      workers: workers.map((worker) => ({ ...worker, work: () => around(worker.name, () => worker.work()) })),
      jobs,
      clock,
      virtual,
      peopleDue: async () => earliest([await pending.personDue(), await engine.nextDue()]),
    }),
    close() {
      for (const close of opened.reverse()) close();
    },
  };
}
