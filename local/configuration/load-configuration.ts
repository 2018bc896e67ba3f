import { configurationSchema } from '../../shared/claims/configuration-schema.ts';
import type { Configuration } from '../../shared/claims/index.ts';
import { type SimulationInput, SimulationSchema } from '../../simulator/index.ts';
import { readJson } from './read-json.ts';

/** Reads `claimwright.json`: trading partners, practices, providers and payers. */
export async function loadConfiguration(path: string): Promise<Configuration> {
  return (await readJson(path, configurationSchema)).value;
}

/** Reads `simulation.json` as the simulator takes it. */
export async function loadSimulation(path: string): Promise<SimulationInput> {
  return (await readJson(path, SimulationSchema)).given;
}
