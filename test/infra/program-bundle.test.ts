import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleProgram } from '../../infra/bundle-program.ts';
import { bundledProgram } from '../../local/bundle/bundled-program.js';

interface Report {
  readonly claims: { readonly total: number };
  readonly money: Readonly<Record<string, string>>;
  readonly ledgerImbalanceCents: number;
}

let folder: string;
let installed: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claimwright-installed-'));
  installed = join(folder, 'node_modules/claimwright');
  await bundleProgram(installed);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the program as a package, where Node runs no TypeScript', () => {
  beforeAll(() => {
    const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' });
    const [{ files }] = JSON.parse(packed) as [{ files: readonly { path: string }[] }];
    for (const { path } of files.filter((file) => !file.path.startsWith('dist/'))) {
      mkdirSync(dirname(join(installed, path)), { recursive: true });
      cpSync(path, join(installed, path));
    }
  });

  const run = (...words: readonly string[]): string =>
    execFileSync(process.execPath, [join(installed, 'local/claimwright.js'), ...words], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });

  test('takes claims from the upload to the statement, without a package beside it', () => {
    const encounters = join(installed, 'examples/encounters/family-medicine.ndjson');
    const { claims, money, ledgerImbalanceCents } = JSON.parse(run('start', '--once', '--json', encounters)) as Report;
    expect(claims.total).toBeGreaterThan(20);
    expect(ledgerImbalanceCents).toBe(0);
    expect(Number(money['paid'])).toBeGreaterThan(0);
    expect(run('held')).toMatch(/> claimwright correct \w+ /);
  });
});

describe('the bundle stands for sources that', () => {
  const source = 'shared/money.ts';
  const root = () => join(folder, 'repository');
  beforeAll(() => {
    const sources = JSON.parse(readFileSync(join(installed, 'dist/program/sources.json'), 'utf8')) as object;
    for (const path of Object.keys(sources)) {
      mkdirSync(dirname(join(root(), path)), { recursive: true });
      cpSync(path, join(root(), path), { preserveTimestamps: true });
    }
  });

  const rows: readonly [string, () => void, boolean][] = [
    ['were not bundled yet', () => undefined, false],
    [
      'are as they were bundled',
      () => cpSync(join(installed, 'dist'), join(root(), 'dist'), { recursive: true }),
      true,
    ],
    ['were changed', () => utimesSync(join(root(), source), new Date(), new Date()), false],
    ['were removed', () => rmSync(join(root(), source)), false],
  ];
  test.each(rows)('%s', (_sources, happens, isBundled) => {
    happens();
    expect(bundledProgram(root())).toBe(isBundled ? join(root(), 'dist/program/program.js') : undefined);
  });
});
