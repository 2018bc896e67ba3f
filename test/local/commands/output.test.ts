import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const program = `${process.execPath} local/claimwright.js`;

test.skipIf(process.platform === 'win32').each([
  ['nobody reads to its end', `${program} --help | head -1`, /^claimwright: US medical claims.*\n$/, /^$/],
  ['nobody reads at all', `(sleep 1; ${program} --help) | true`, /^$/, /^$/],
])('output that %s ends quietly', (_name, shell, out, err) => {
  const { stdout, stderr } = spawnSync('sh', ['-c', shell], { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual([expect.stringMatching(out), expect.stringMatching(err)]);
});

test.skipIf(process.platform !== 'linux')('output that can not be stored is said in a sentence', () => {
  const { status, stderr } = spawnSync('sh', ['-c', `${program} --help > /dev/full`], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([
    2,
    expect.stringMatching(/^claimwright: what is printed can't be written: .*full.*\n$/),
  ]);
});
