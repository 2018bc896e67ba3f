import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
import type { Services } from '../../shared/use-cases/index.ts';
import { openSimulator, type SimulationInput, type Simulator } from '../../simulator/index.ts';
import { sqliteItems, systemClock, virtualClock } from '../adapters/index.ts';
import { openSqliteSimulatorStore } from '../simulator/sqlite-simulator-store.ts';
import { leaveCheckpoints } from '../sqlite/checkpoints.ts';
import { type Database, openDatabase } from '../sqlite/database.ts';
import { logsInThread } from '../sqlite/logs-in-thread.ts';
import { type Engine, openEngine } from '../workflow/index.ts';
import { taskFunctions } from './functions.ts';
import { type FunctionsPlace, functionsPlace } from './functions-place.ts';
import { type HomeAccess, homeAccess } from './home-access.ts';
import {
  makeHomeFolder,
  noHomeIn,
  refuseIfDatabaseIsGone,
  refuseIfSomebodysOwn,
  refuseUnlessHome,
} from './home-folder.ts';
import { sqliteJobLog } from './job-log.ts';
import { foundKey, keptKey } from './kept-key.ts';
import { listClaimsAnew } from './list-claims-anew.ts';
import { lockFolder } from './lock.ts';
import { openWorkflows } from './open-workflows.ts';
import { ownServices } from './own-services.ts';
import { type PendingWork, pendingWork } from './pending-work.ts';
import { type HomeFiles, type HomeSettings, homeSettings, rememberFiles } from './settings.ts';
import { isOutage } from './system-reason.ts';

export interface HomeOptions {
  /** Where all state lives. */
  readonly folder: string;
  readonly configuration: Configuration;
  readonly simulation: SimulationInput;
  /** Where these two were read, to be remembered. */
  readonly files?: HomeFiles;
  /** Makes ids and the simulated payers' choices the same each time. Without it ids are under a random key, the sample's under 1. */
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
  /** The home has threads of its own: one copies SQLite's logs. */
  readonly threads?: {
    /** Functions run on one too (`wrap` and `open` do not reach it). */
    readonly forFunctions: boolean;
    /** Hears when one dies of itself: nothing may go on then. */
    readonly onDeath: (problem: unknown) => void;
  };
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
  /** At once when the home has no thread of its own. */
  close(): Promise<void>;
}

const machinesFolder = join(import.meta.dirname, '../../statemachines');
const definition = (name: string): string => readFileSync(join(machinesFolder, `${name}.asl.json`), 'utf8');

/** Opens the home in its folder, made when it is not there; throws a SafeError when another process has it open. */
export async function openHome(options: HomeOptions): Promise<Home> {
  if (options.mustExist) refuseUnlessHome(options.folder);
  else refuseIfSomebodysOwn(options.folder);
  makeHomeFolder(options.folder);
  const opened: (() => void)[] = [lockFolder(options.folder)];
  try {
    return await openLocked(options, opened);
  } catch (problem) {
    for (const close of opened.reverse()) close();
    throw problem;
  }
}

/** Settings and clock are made at once: no home is cut off between them and begins on another day, or as another's. */
function settingsAndClock(database: Database, options: HomeOptions) {
  const { folder, files, seed, virtualStart, isSample = false, mustExist } = options;
  database.sql.exec('BEGIN IMMEDIATE');
  const began = virtualStart && { began: virtualStart.toISOString().slice(0, 10) };
  const made = { time: virtualStart ? 'virtual' : 'real', simulatorSeed: seed ?? 1, isSample, ...began } as const;
  const settings = homeSettings(database, mustExist ? undefined : made);
  if (settings === undefined) throw new SafeError(noHomeIn(folder));
  if (settings.time === 'virtual' && virtualStart === undefined) {
    throw new SafeError(`${folder} lives on virtual time: give a home on real time its own folder with --data`);
  }
  const virtual =
    settings.time === 'real' || virtualStart === undefined ? undefined : virtualClock(database, virtualStart);
  if (files !== undefined) rememberFiles(database, files);
  database.sql.exec('COMMIT');
  return { settings, virtual };
}

/** `opened` gets what must be closed again when opening fails. */
async function openLocked(options: HomeOptions, opened: (() => void)[]): Promise<Home> {
  const { folder, around = (_name, call) => call(), threads } = options;
  const { open: openOne = openDatabase } = options;
  const open = threads === undefined ? openOne : (path: string) => leaveCheckpoints(openOne(path));
  refuseIfDatabaseIsGone(folder);
  const database = open(join(folder, 'claimwright.db'));
  opened.push(() => database.close());
  const { settings, virtual } = settingsAndClock(database, options);
  // The sample is nobody's data: its ids, and so its dollars, may be the same everywhere, wherever it was cut off.
  const isOfSample = settings.isSample && options.isSample === true;
  const seedIfMade = options.seed ?? (isOfSample ? settings.simulatorSeed : undefined);
  const clock: Clock = virtual ?? systemClock;
  const items = sqliteItems(database);
  const key = options.mustExist
    ? foundKey(database, folder, options.seed)
    : keptKey(database, folder, options.seed, seedIfMade);
  // The engine calls functions, which are given the engine: they have their place before the first call.
  let place: FunctionsPlace | undefined;
  const { configuration } = options;
  const onConfigured = async (): Promise<void> => place?.refreshConfiguration();
  const own = await ownServices({ folder, database, items, clock, key, configuration, onConfigured });
  await own.queues.reclaim();
  await listClaimsAnew(database, items);
  const workflows = openWorkflows(folder, database, open);
  opened.push(() => workflows.close());

  const engine = await openEngine({
    database: workflows,
    clock,
    ids: own.ids,
    machines: { claim: definition('claim'), 'ingest-batch': definition('ingest-batch') },
    functions: taskFunctions,
    // So many claims share a commit.
    concurrency: 256,
    isOutage,
    invoke: (name, payload) => {
      const runtime = place?.runtime;
      if (runtime === undefined) throw new Error('the home is not open yet');
      return around(name, () => runtime.invoke(name, payload));
    },
  });
  const simulatorDatabase = open(join(folder, 'simulator.db'));
  opened.push(() => simulatorDatabase.close());
  const simulator = openSimulator({
    store: openSqliteSimulatorStore(simulatorDatabase),
    clock,
    seed: settings.simulatorSeed,
    configuration: options.simulation,
  });
  const plain: Services = { ...own, workflows: engine, clearinghouse: simulator };
  const services = options.wrap?.(plain) ?? plain;
  const isVirtual = virtual !== undefined;
  const onFunctionsDeath = threads?.forFunctions ? threads.onDeath : undefined;
  place = functionsPlace(services, { folder, configuration, key, isVirtual }, onFunctionsDeath);
  const { runtime, close } = place;

  const paths = ['claimwright.db', 'workflows.db', 'simulator.db'].map((name) => join(folder, name));
  const logs = threads && logsInThread(paths, threads.onDeath);
  opened.push(() => void logs?.close());

  const pending = pendingWork(database.sql);
  const none = async () => undefined;
  const workers: readonly Worker[] = [
    { name: 'outbox', work: () => runtime.work('outbox'), nextDue: none },
    { name: 'arrivals', work: () => runtime.work('arrivals'), nextDue: () => own.queues.nextDue() },
    { name: 'workflows', work: () => engine.work(), nextDue: () => engine.nextOwnDue() },
    {
      name: 'reconciliation',
      work: async () => pending.isRemittancePosting() && (await runtime.work('reconciliation')),
      nextDue: none,
    },
  ];
  const jobs = await openJobs(
    sqliteJobLog(database),
    clock,
    scheduledJobs(
      clock,
      pending,
      () => simulator.nextDue(),
      (name) => around(name, () => runtime.runJob(name)),
    ),
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
    async close() {
      const closing = close();
      if (closing !== undefined) await closing;
      if (logs !== undefined) await logs.close();
      for (const close of opened.reverse()) close();
    },
  };
}
