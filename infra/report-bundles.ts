import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundled, bundleFunctions } from './bundle-functions.ts';
import { functionNames } from './wiring.ts';

/** Minified. What is larger starts slower than a claim should wait; the API reads and writes X12 and verifies tokens. */
const mostBytes = 1_250_000;

/** Milliseconds in which a process of its own has imported the module; the median of three. */
function importMilliseconds(file: string): number {
  const measure = `const began = performance.now(); await import(${JSON.stringify(file)}); process.stdout.write(String(performance.now() - began), () => process.exit());`;
  const run = (): number =>
    Number(
      execFileSync(process.execPath, ['--no-deprecation', '--input-type=module', '--eval', measure], {
        encoding: 'utf8',
      }),
    );
  return [run(), run(), run()].sort((a, b) => a - b)[1] ?? 0;
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

function say(...cells: readonly [string, string, string, string]): void {
  const [name, ...figures] = cells;
  process.stdout.write(`${name.padEnd(24)}${figures.map((figure) => figure.padStart(12)).join('')}\n`);
}

await bundleFunctions(functionNames);
say('function', 'minified', 'gzipped', 'import');
for (const name of functionNames) {
  const file = join(bundled, name, 'index.mjs');
  const code = readFileSync(file);
  say(name, kilobytes(code.length), kilobytes(gzipSync(code).length), `${importMilliseconds(file).toFixed(0)} ms`);
  if (code.length > mostBytes) {
    process.exitCode = 1;
    process.stdout.write(`${name} is larger than ${kilobytes(mostBytes)}: see what it imports\n`);
  }
}
