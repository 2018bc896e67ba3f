import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fenced, textOf } from './page.ts';

/** Each command of the page, and what it says is answered. */
const steps = [...textOf('docs/api.md').matchAll(/```sh\n([\s\S]*?)```(?:\n\n```json\n([\s\S]*?)```)?/g)].map(
  ([, command = '', answer]) => ({ command, answer }),
);

const folder = mkdtempSync(join(tmpdir(), 'claimwright-api-page-'));
const program = join(process.cwd(), 'local/claimwright.js');
const inModules = (path: string): string => join(process.cwd(), 'node_modules', path);
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
    .replace(
      /npm -s run claimwright -- ([^)]*)/,
      `'${process.execPath}' '${program}' $1 --data '${join(folder, 'home')}'`,
    )
    .replace('npx openapi-typescript', `'${process.execPath}' '${inModules('openapi-typescript/bin/cli.js')}'`);
  const script = `[ -f variables ] && . ./variables; ${here}\ndeclare -p API TOKEN > variables`;
  const { stdout } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
  return stdout;
}

test.each(steps)('docs/api.md: $command', { timeout: 60_000 }, async ({ command, answer }) => {
  const expected = answer === undefined ? expect.any(String) : asShown(answer);
  for (let tries = 0; ; tries += 1) {
    const said = run(command);
    try {
      const found: unknown = answer === undefined ? said : JSON.parse(said);
      expect(said).not.toBe('');
      expect(found).toEqual(expected);
      return;
    } catch (problem) {
      if (tries === 120) throw problem;
      await sleep(250);
    }
  }
});

test('docs/api.md: the client fits the document, and corrects a claim until it is closed', { timeout: 60_000 }, () => {
  const [code = ''] = fenced('docs/api.md', 'ts');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'client.ts'), code);
  symlinkSync(inModules(''), join(folder, 'node_modules'));
  const strictly = '--ignoreConfig --noEmit --strict --exactOptionalPropertyTypes --allowImportingTsExtensions';
  const options = [...strictly.split(' '), '--module', 'nodenext', '--target', 'es2024', '--types', 'node'];
  const types = spawnSync(process.execPath, [inModules('@typescript/native/bin/tsc'), ...options, 'client.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect([types.status, types.stdout]).toEqual([0, '']);
  const said = run(`API=$API TOKEN=$TOKEN '${process.execPath}' client.ts`);
  expect(said).toMatch(/^[A-Z2-7]{15} is closed: 165.00 billed, 0.00 open\n$/);
});

test('the page has its commands', () => {
  expect(steps.length).toBeGreaterThan(7);
});
