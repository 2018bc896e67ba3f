import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Configuration } from '../../shared/claims/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import type { SimulationInput } from '../../simulator/index.ts';
import { loadConfiguration, loadSimulation } from '../configuration/index.ts';
import { isHome } from '../home/home-folder.ts';
import { type HomeFiles, rememberedFiles } from '../home/settings.ts';
import { openDatabase } from '../sqlite/database.ts';
import type { CalledWith } from './printed-command.ts';

export const examplesFolder = join(import.meta.dirname, '../../examples');

const kinds = {
  configuration: { option: '--config', named: 'configurationFile', ofSample: join(examplesFolder, 'claimwright.json') },
  simulation: { option: '--simulation', named: 'simulationFile', ofSample: join(examplesFolder, 'simulation.json') },
} as const;
type Kind = keyof typeof kinds;

/** Practices, providers and payers: those that the options name, else those of the folder, else the sample's. */
export function configurationFor(options: CalledWith): Promise<Configuration> {
  return loadConfiguration(ownFile('configuration', options) ?? kinds.configuration.ofSample);
}

/** How the simulated payers behave, likewise. */
export function simulationFor(options: CalledWith): Promise<SimulationInput> {
  return loadSimulation(ownFile('simulation', options) ?? kinds.simulation.ofSample);
}

/** The files that these two are read from, as the folder is to remember them. */
export function filesFor(options: CalledWith): HomeFiles {
  const [configuration, simulation] = [ownFile('configuration', options), ownFile('simulation', options)];
  return { ...(configuration && { configuration }), ...(simulation && { simulation }) };
}

/**
 * The file that is named, else the one with which the folder was last opened; undefined where that is the sample's. Throws
 * a SafeError when it is gone: the folder's claims would leave in the sample's name.
 */
export function ownFile(kind: Kind, calledWith: CalledWith): string | undefined {
  const { option, named, ofSample } = kinds[kind];
  const { folder, [named]: given } = calledWith;
  if (given !== undefined) return resolve(given) === ofSample ? undefined : resolve(given);
  const kept = isHome(folder) ? filesOf(folder)[kind] : undefined;
  if (kept === undefined || existsSync(kept)) return kept;
  throw new SafeError(
    `${kept} is gone, the ${kind} with which ${folder} was last opened: put it back, or say with ${option} FILE where it is now, which is remembered`,
  );
}

function filesOf(folder: string): HomeFiles {
  const database = openDatabase(join(folder, 'claimwright.db'));
  try {
    return rememberedFiles(database);
  } finally {
    database.close();
  }
}
