/**
 * Megabytes and claims a second, and peak memory, of reading and writing generated 837P and 835 files, beside what else
 * npm has: each run in a process of its own, without warming up, the contenders taking turns; medians.
 * `npm run bench:x12 [-- CLAIMS …]`; sizes beyond 100,000 are for the memory of our own alone.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Name, Taken } from './x12/contenders.ts';
import { generate835 } from './x12/generate-835.ts';
import { generate837P } from './x12/generate-837p.ts';

const sizes = process.argv.slice(2).map(Number);
const kinds = { '837P': generate837P, '835': generate835 } as const;
type Kind = keyof typeof kinds;

const folder = mkdtempSync(join(tmpdir(), 'claimwright-bench-'));
// Compiled, as others are: what Node needs to run TypeScript is no memory of ours.
const program = join(folder, 'contenders.mjs');

/** For all alike: what dies young needs no more, and V8 would take 64 MB before it looks. */
const youngSpace = '--max-semi-space-size=8';

function generate(kind: Kind, claims: number): string {
  const file = join(folder, `${kind}-${claims}.edi`);
  const open = openSync(file, 'w');
  for (const piece of kinds[kind](claims)) writeSync(open, piece);
  closeSync(open);
  return file;
}

function contendersFor(claims: number): Name[] {
  if (claims > 100_000) return ['split', 'items'];
  const others: Name[] = ['node-x12', 'x12-parser'];
  // It keeps a gigabyte for every 20,000 claims.
  return ['split', 'items', 'batches', ...others, ...(claims > 10_000 ? [] : (['node-x12 object'] as const)), 'writer'];
}

function run(name: Name, file: string, claims: number): Taken {
  const { status, stdout, stderr } = spawnSync(process.execPath, [youngSpace, program, name, file, String(claims)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return JSON.parse(stdout) as Taken;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function measure(kind: Kind, claims: number): void {
  const file = generate(kind, claims);
  const megabytes = statSync(file).size / 1e6;
  const names = contendersFor(claims);
  const taken = new Map<Name, Taken[]>(names.map((name) => [name, []]));
  // What one run has at its peak varies by a tenth.
  const turns = claims > 10_000 ? 3 : 5;
  for (let turn = 0; turn < turns; turn++) for (const name of names) taken.get(name)?.push(run(name, file, claims));
  const secondsOf = (name: Name) => median((taken.get(name) ?? []).map(({ seconds }) => seconds));
  const rows = names.map((name) => {
    const seconds = secondsOf(name);
    return {
      contender: name,
      'MB/s': Number((megabytes / seconds).toFixed(1)),
      'claims/s': Math.round(claims / seconds),
      'peak MB': Math.round(median((taken.get(name) ?? []).map(({ peakMegabytes }) => peakMegabytes))),
      'items are': `${(seconds / secondsOf('items')).toFixed(2)}x as fast`,
    };
  });
  process.stdout.write(`\n${kind}, ${claims.toLocaleString('en')} claims, ${megabytes.toFixed(0)} MB\n`);
  const columns = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[];
  for (const row of [Object.fromEntries(columns.map((column) => [column, column])), ...rows]) {
    process.stdout.write(
      `${columns.map((column, at) => String(row[column])[at === 0 ? 'padEnd' : 'padStart'](16)).join('')}\n`,
    );
  }
  rmSync(file);
}

try {
  buildSync({
    entryPoints: [join(import.meta.dirname, 'x12/contenders.ts')],
    outfile: program,
    bundle: true,
    // As the program is.
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  for (const claims of sizes.length > 0 ? sizes : [10_000, 100_000, 500_000]) {
    for (const kind of Object.keys(kinds) as Kind[]) measure(kind, claims);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
