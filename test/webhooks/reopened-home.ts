import { join } from 'node:path';
import { loadConfiguration, loadSimulation } from '../../local/configuration/index.ts';
import { type Home, type HomeOptions, openHome } from '../../local/home/home.ts';

const examples = join(import.meta.dirname, '../../examples');

/** The home in the folder, made when it is not there. */
export async function reopened(folder: string, more: Pick<HomeOptions, 'wrap'> = {}): Promise<Home> {
  return openHome({
    folder,
    configuration: await loadConfiguration(join(examples, 'claimwright.json')),
    simulation: await loadSimulation(join(examples, 'simulation.json')),
    seed: 1,
    virtualStart: new Date('2026-03-21T08:00:00Z'),
    ...more,
  });
}
