import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from './page.ts';

/** Each command of the page, and what it says is answered. */
const steps = [...textOf('docs/api.md').matchAll(/```sh\n([\s\S]*?)```(?:\n\n```json\n([\s\S]*?)```)?/g)].map(
  ([, command = '', answer]) => ({ command, answer }),
);

const folder = mkdtempSync(join(tmpdir(), 'claimwright-api-page-'));
const program = join(process.cwd(), 'local/claimwright.ts');
let server: ChildProcess;
let port: number;

beforeAll(async () => {
  const free = createServer().listen(0);
  const address = free.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => free.close(resolve));
  const options = ['start', '--data', join(folder, 'home'), '--port', String(port)];
  server = spawn(process.execPath, [program, ...options], { stdio: 'ignore' });
  // Answered once the home is open, in which the token's key lies.
  while (!(await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined))?.ok) await sleep(200);
}, 30_000);
afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** What the page shows, with any text where it shows `…`. */
const asShown = (text: string): object =>
  JSON.parse(text, (_key, value) => {
    if (typeof value === 'string') return value.includes('…') ? expect.any(String) : value;
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !('asymmetricMatch' in value)
      ? expect.objectContaining(value)
      : value;
  });

/** Runs the command with the variables that those before it have set. */
function run(command: string): string {
  const here = command
    .replaceAll('127.0.0.1:8787', `127.0.0.1:${port}`)
    .replaceAll('npm -s run claimwright --', `'${process.execPath}' '${program}'`)
    .replace(/ token\)/, ` token --data '${join(folder, 'home')}')`);
  const script = `[ -f variables ] && . ./variables; ${here}\ndeclare -p API TOKEN > variables`;
  const { stdout } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
  return stdout;
}

test.each(steps)('docs/api.md: $command', { timeout: 60_000 }, async ({ command, answer }) => {
  const expected = answer === undefined ? expect.any(String) : asShown(answer);
  for (let second = 0; ; second += 1) {
    const said = run(command);
    try {
      const found: unknown = answer === undefined ? said : JSON.parse(said);
      expect(said).not.toBe('');
      expect(found).toEqual(expected);
      return;
    } catch (problem) {
      if (second === 30) throw problem;
      await sleep(1000);
    }
  }
});

test('the page has its commands', () => {
  expect(steps.length).toBeGreaterThan(7);
});
