import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfiguration, loadSimulation } from '../../../local/configuration/index.ts';
import { openHome } from '../../../local/home/home.ts';
import { storeArrival } from '../../../shared/use-cases/index.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { testFolder } from '../adapters/temporary-folder.ts';

const examples = join(import.meta.dirname, '../../../examples');

/** Opens the home and takes a file in, or nothing; answers what a derived id comes to. */
async function live(folder: string, seed: number | undefined, takes: boolean): Promise<string> {
  const home = await openHome({
    folder,
    configuration: await loadConfiguration(join(examples, 'claimwright.json')),
    simulation: await loadSimulation(join(examples, 'simulation.json')),
    seed,
    virtualStart: new Date('2026-03-21T08:00:00Z'),
  });
  try {
    if (takes) {
      const bytes = new TextEncoder().encode(JSON.stringify(encounter('PAID1')));
      await storeArrival(home.services, 'inbox/ONE', 'one.ndjson', bytes);
      await home.time.settle();
    }
    return home.services.ids.derive(20, 'any');
  } finally {
    await home.close();
  }
}

const lose = (folder: string) => rmSync(join(folder, 'home.key'));
const exchange = (folder: string) => {
  renameSync(join(folder, 'home.key'), join(folder, 'old.key'));
  writeFileSync(join(folder, 'home.key'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
};

test.each([
  ['lost', lose, 'is gone', undefined],
  ['lost, and the seed given', lose, 'is gone', 7],
  ['another one', exchange, 'is not the key', undefined],
])('a key that is %s beside data is refused until it is back', async (_name, change, message, seed) => {
  const folder = testFolder();
  await live(folder, 7, true);
  change(folder);
  await expect(live(folder, seed, true)).rejects.toThrow(message);
  await expect(live(folder, seed, true)).rejects.toThrow('from a backup');
});

test('a key that comes back opens the home again', async () => {
  const folder = testFolder();
  const made = await live(folder, undefined, true);
  exchange(folder);
  await expect(live(folder, undefined, true)).rejects.toThrow('is not the key');
  renameSync(join(folder, 'old.key'), join(folder, 'home.key'));
  expect(await live(folder, undefined, true)).toBe(made);
});

test('a home that was cut off before its key was kept, and holds nothing, opens', async () => {
  const folder = testFolder();
  await live(folder, undefined, false);
  lose(folder);
  const made = await live(folder, undefined, true);
  expect(await live(folder, undefined, true)).toBe(made);
});
