import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// After an install: what the program needs for a claim and to serve is run once, so that the first start finds it compiled.
const program = join(import.meta.dirname, '../claimwright.js');
const encounters = join(import.meta.dirname, '../../examples/encounters/family-medicine.ndjson');
const data = mkdtempSync(join(tmpdir(), 'claimwright-warm-'));

/** Runs the command, and ends it as Ctrl-C does once it has said the words. */
async function run(words: readonly string[], endedBy?: string): Promise<void> {
  const child = spawn(process.execPath, [program, ...words, '--data', data], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // No install waits for longer.
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
  const hear = (said: Buffer): void => {
    if (endedBy !== undefined && String(said).includes(endedBy)) child.kill('SIGINT');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = Promise.withResolvers<void>();
  child.on('close', () => ended.resolve());
  await ended.promise;
}

try {
  await run(['start', '--once', encounters]);
  await run(['serve', '--port', '0'], 'API on');
} finally {
  rmSync(data, { recursive: true, force: true });
}
