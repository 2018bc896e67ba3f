import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { sample } from '../../sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulator-killed-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the simulator in a process; `kill -9` comes when it has printed so many lines. */
async function run(path: string, startedAt: string, linesBeforeKill: number): Promise<string[]> {
  const script = fileURLToPath(import.meta.resolve('./killed-simulator.ts'));
  const child = spawn(process.execPath, [script, path, startedAt], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > linesBeforeKill) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.on('close', resolve));
  return output.split('\n').filter((line) => line !== '');
}

function collected(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith('got ')).map((line) => line.slice(4));
}

const start = '2026-11-23T15:00:00.000Z';

test('a simulator that is killed again and again gives the same files', { timeout: 60_000 }, async () => {
  const whole = await run(join(folder, 'whole.sqlite'), start, Number.POSITIVE_INFINITY);
  expect(whole.at(-1)).toBe('done');
  const path = join(folder, 'killed.sqlite');
  const names = new Set<string>();
  let instant = start;
  let kills = 0;
  for (let lines: string[] = []; lines.at(-1) !== 'done'; kills++) {
    lines = await run(path, instant, sample(9, 1) + ((kills * 5) % 12));
    for (const name of collected(lines)) names.add(name);
    instant = lines.findLast((line) => line.startsWith('at '))?.slice(3) ?? instant;
    if (kills > 100) break;
  }
  expect(kills).toBeGreaterThan(3);
  expect([...names].sort()).toEqual(collected(whole).sort());
});
