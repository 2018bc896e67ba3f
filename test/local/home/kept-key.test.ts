import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { advance } from '../../../local/commands/advance.ts';
import { openShownHome } from '../../../local/commands/shown-home.ts';
import { loadConfiguration, loadSimulation } from '../../../local/configuration/index.ts';
import { openHome } from '../../../local/home/home.ts';
import { storeArrival } from '../../../shared/use-cases/index.ts';
import { encounter } from '../../pipeline/one-claim.ts';
import { testFolder } from '../adapters/temporary-folder.ts';
import { runCommand } from '../commands/run-command.ts';

const examples = join(import.meta.dirname, '../../../examples');

/** Opens the home and takes a file in, or nothing; answers what a derived id comes to. */
async function live(folder: string, seed: number | undefined, takes: boolean, isSample = false): Promise<string> {
  const home = await openHome({
    folder,
    configuration: await loadConfiguration(join(examples, 'claimwright.json')),
    simulation: await loadSimulation(join(examples, 'simulation.json')),
    seed,
    isSample,
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

const cutOffFirst = async (folder: string) => writeFileSync(join(folder, 'claimwright.db'), '');
const cutOffSampleOf = (seed?: number) => async (folder: string) => {
  await live(folder, seed, false, true);
  lose(folder);
};
const cutOffAndShown = (cutOff: (folder: string) => Promise<void>) => async (folder: string) => {
  await cutOff(folder);
  expect(() => openShownHome(folder)).toThrow('holds no claims yet');
  await expect(runCommand(advance, '1d', '--data', folder)).rejects.toThrow('holds no claims yet');
  expect(existsSync(join(folder, 'home.key'))).toBe(false);
};
const cutOffOwn = async (folder: string) => {
  await live(folder, undefined, false);
  lose(folder);
};

test.each<[string, (folder: string) => Promise<void>, boolean, number | undefined]>([
  ['made at once', async () => undefined, true, 1],
  ['cut off before its settings were kept', cutOffFirst, true, 1],
  ['cut off before its key was kept', cutOffSampleOf(), true, 1],
  ['cut off before its settings were kept, and looked at', cutOffAndShown(cutOffFirst), true, 1],
  ['cut off before its key was kept, and looked at', cutOffAndShown(cutOffSampleOf()), true, 1],
  ['cut off before its key was kept, of another seed', cutOffSampleOf(7), true, 7],
  ['cut off before its key was kept, and goes on with somebody’s own', cutOffSampleOf(), false, undefined],
  ['of somebody’s own files, cut off, and goes on with the sample', cutOffOwn, true, undefined],
  ['of somebody’s own files', async () => undefined, false, undefined],
])('the seed of a home %s', async (_name, before, isSample, seed) => {
  const folder = testFolder();
  await before(folder);
  const made = await live(folder, undefined, false, isSample);
  const seeded = await Promise.all([1, 7].map((each) => live(testFolder(), each, false)));
  expect(seeded.indexOf(made)).toBe(seed === undefined ? -1 : [1, 7].indexOf(seed));
});
