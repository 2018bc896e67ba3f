import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeThrough } from '../../local/commands/take-through.ts';
import type { Upload } from '../../local/commands/upload.ts';
import { loadConfiguration, loadSimulation } from '../../local/configuration/index.ts';
import { type Home, type HomeOptions, openHome } from '../../local/home/home.ts';
import { openUnsynced } from '../unsynced.ts';

const examples = join(import.meta.dirname, '../../examples');

/** The morning on which virtual time begins. */
export const morning = new Date('2026-03-21T08:00:00Z');

/** A home in a folder of its own, with the sample configuration and simulation; both are gone when it is disposed of. */
export async function temporaryHome(options: Partial<HomeOptions> = {}): Promise<Home & Disposable> {
  const folder = mkdtempSync(join(tmpdir(), 'home-'));
  const home = await openHome({
    folder,
    configuration: await loadConfiguration(join(examples, 'claimwright.json')),
    simulation: await loadSimulation(join(examples, 'simulation.json')),
    seed: 1,
    virtualStart: morning,
    open: openUnsynced,
    ...options,
  });
  return {
    ...home,
    [Symbol.dispose]() {
      // At once: its functions are on this thread.
      void home.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Encounters as a practice uploads them, under a name of the test's choice. */
export function uploadOf(name: string, ...encounters: readonly object[]): Upload {
  const text = encounters.map((encounter) => `${JSON.stringify(encounter)}\n`).join('');
  return { path: `/uploads/${name}.ndjson`, bytes: new TextEncoder().encode(text) };
}

/** Takes uploads through the pipeline until only people are waited for. */
export async function takeIn(home: Home, ...uploads: readonly Upload[]): Promise<void> {
  await takeThrough(home, uploads, morning, { update: () => undefined, stop: () => undefined });
}
