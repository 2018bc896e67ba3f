import { type Home, type HomeOptions, openHome } from '../home/home.ts';
import { refuseUnlessHome } from '../home/home-folder.ts';
import { configurationFor, filesFor, simulationFor } from './configuration-files.ts';
import type { Options } from './options.ts';
import { saidOf } from './said-of.ts';

type Threads = Pick<HomeOptions, 'threads'>;

/** How a home is opened that serves the API: functions run on a thread of their own, so that it answers meanwhile. */
export const serving: Threads = { threads: { forFunctions: true, onDeath: endWithThread } };
/** How one is opened that nobody asks while it works: a thread for functions would take memory and save no time. */
export const working: Threads = { threads: { forFunctions: false, onDeath: endWithThread } };

/** Opens the home that the options name, made when it is not there: on virtual time unless they say otherwise. */
export async function openHomeFor(
  options: Options,
  virtualStart: Date,
  isSample = false,
  threads: Threads = {},
): Promise<Home> {
  const { seed, isRealTime } = options;
  return openHome({
    ...(await given(options)),
    ...threads,
    seed,
    isSample,
    virtualStart: isRealTime ? undefined : virtualStart,
  });
}

/** Opens the home that is there, on its own time; throws a SafeError, and makes nothing, when none is. */
export async function openExistingHome(options: Options, threads: Threads = {}): Promise<Home> {
  const { folder, seed, isRealTime } = options;
  refuseUnlessHome(folder);
  // Its clock has a present; this one is never taken.
  const virtualStart = isRealTime ? undefined : new Date(0);
  return openHome({ ...(await given(options)), ...threads, seed, virtualStart, mustExist: true });
}

/** At once: a home may end at any moment, and what the thread was doing is found undone by the next. */
function endWithThread(problem: unknown): never {
  process.stderr.write(`claimwright: ${saidOf(problem)}\n`);
  process.exit(2);
}

async function given(options: Options) {
  return {
    folder: options.folder,
    files: filesFor(options),
    configuration: await configurationFor(options),
    simulation: await simulationFor(options),
  } satisfies Partial<HomeOptions>;
}
