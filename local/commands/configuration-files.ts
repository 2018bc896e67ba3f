import { join } from 'node:path';
import type { Configuration } from '../../shared/claims/index.ts';
import type { SimulationInput } from '../../simulator/index.ts';
import { loadConfiguration, loadSimulation } from '../configuration/index.ts';
import type { Options } from './options.ts';

export const examplesFolder = join(import.meta.dirname, '../../examples');

/** Practices, providers and payers: those that the options name, else the sample's. */
export function configurationFor({ configurationFile }: Pick<Options, 'configurationFile'>): Promise<Configuration> {
  return loadConfiguration(configurationFile ?? join(examplesFolder, 'claimwright.json'));
}

/** How the simulated payers behave, likewise. */
export function simulationFor({ simulationFile }: Pick<Options, 'simulationFile'>): Promise<SimulationInput> {
  return loadSimulation(simulationFile ?? join(examplesFolder, 'simulation.json'));
}
