import { join } from 'node:path';
import { expect, test } from 'vitest';
import { advance } from '../../../local/commands/advance.ts';
import { examplesFolder, openHomeFor } from '../../../local/commands/environment.ts';
import { parseOptions } from '../../../local/commands/options.ts';
import { start } from '../../../local/commands/start.ts';
import { readUploads, upload } from '../../../local/commands/upload.ts';
import { testFolder } from '../adapters/temporary-folder.ts';
import { runCommand } from './run-command.ts';

test('a sample that was cut off is taken to its end, and then only time goes on', async () => {
  const folder = join(testFolder(), 'home');
  const home = await openHomeFor(parseOptions(['--data', folder]), new Date('2026-03-21T08:00:00Z'), true);
  for (const file of await readUploads([join(examplesFolder, 'encounters/behavioral-health.json')])) {
    await upload(home, file);
    await home.time.settle();
  }
  home.close();
  const report = async () => JSON.parse((await runCommand(start, '--once', '--json', '--data', folder)).text);
  const first = await report();
  expect(first.claims.total).toBe(61);
  const { now } = JSON.parse((await runCommand(advance, '0d', '--json', '--data', folder)).text);
  const second = await report();
  expect({ ...second, files: second.files.length }).toEqual({ ...first, files: first.files.length });
  expect(JSON.parse((await runCommand(advance, '0d', '--json', '--data', folder)).text)).toEqual({ now });
}, 60_000);
