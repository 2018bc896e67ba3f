import { type Home, type HomeOptions, openHome } from '../home/home.ts';
import { isHome, refuseUnlessHome } from '../home/home-folder.ts';
import { configurationFor, simulationFor } from './configuration-files.ts';
import type { Options } from './options.ts';

/** Opens the home that the options name, made when it is not there: on virtual time unless they say otherwise. */
export async function openHomeFor(options: Options, virtualStart: Date, isSample = false): Promise<Home> {
  const { folder, seed, isRealTime } = options;
  return openHome({
    ...(await given(options)),
    // The sample is nobody's data: its ids, and so its dollars, may be the same everywhere.
    seed: seed ?? (isSample && !isHome(folder) ? 1 : undefined),
    isSample,
    virtualStart: isRealTime ? undefined : virtualStart,
  });
}

/** Opens the home that is there, on its own time; throws a SafeError, and makes nothing, when none is. */
export async function openExistingHome(options: Options): Promise<Home> {
  const { folder, seed, isRealTime } = options;
  refuseUnlessHome(folder);
  // Its clock has a present; this one is never taken.
  const virtualStart = isRealTime ? undefined : new Date(0);
  return openHome({ ...(await given(options)), seed, virtualStart, mustExist: true });
}

async function given(options: Options) {
  return {
    folder: options.folder,
    configuration: await configurationFor(options),
    simulation: await simulationFor(options),
  } satisfies Partial<HomeOptions>;
}
