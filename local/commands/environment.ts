import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfiguration, loadSimulation } from '../configuration/index.ts';
import { type Home, openHome } from '../home/home.ts';
import type { Options } from './options.ts';

export const examplesFolder = join(import.meta.dirname, '../../examples');

/** Opens the home that the options name, on virtual time unless they say otherwise. */
export async function openHomeFor(options: Options, virtualStart: Date, isSample = false): Promise<Home> {
  const { folder, seed, isRealTime, configurationFile, simulationFile } = options;
  return openHome({
    folder,
    // The sample is nobody's data: its ids, and so its dollars, may be the same everywhere.
    seed: seed ?? (isSample && !isHome(folder) ? 1 : undefined),
    isSample,
    configuration: await loadConfiguration(configurationFile ?? join(examplesFolder, 'claimwright.json')),
    simulation: await loadSimulation(simulationFile ?? join(examplesFolder, 'simulation.json')),
    virtualStart: isRealTime ? undefined : virtualStart,
  });
}

/** Whether a home lives there already, with a key of its own. */
function isHome(folder: string): boolean {
  return existsSync(join(folder, 'home.key'));
}
