import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { examplesFolder } from './configuration-files.ts';

/** The sample batch: every file of the folders that hold uploads. */
export async function sampleFiles(): Promise<string[]> {
  const folders = ['encounters', 'claims'].map((name) => join(examplesFolder, name));
  const names = await Promise.all(folders.map((folder) => readdir(folder)));
  return folders.flatMap((folder, index) => (names[index] ?? []).sort().map((name) => join(folder, name)));
}
