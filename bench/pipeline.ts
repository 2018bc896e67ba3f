/**
 * Claims per second through the whole pipeline on one machine, state durable at every step, for two sizes of batch; peak
 * memory; and what a claim costs at the larger size against the smaller. Each size runs in a process of its own.
 * `npm run bench [-- SMALL LARGE]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateEncounters } from './generate-encounters.ts';

const [small = 1_000, large = 10_000] = process.argv.slice(2).map(Number);
const program = join(import.meta.dirname, '../local/claimwright.ts');

interface Measured {
  readonly claims: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** The program writes its peak memory when it exits: this is read in the process itself. */
const reporter = `process.on('exit', () => process.stderr.write('maxrss ' + process.resourceUsage().maxRSS + '\\n'));`;

function measure(claims: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-bench-'));
  try {
    const file = join(folder, 'encounters.ndjson');
    writeFileSync(file, generateEncounters(claims));
    const began = performance.now();
    const run = spawnSync(
      process.execPath,
      [
        // As npm start runs it.
        '--max-semi-space-size=16',
        '--import',
        `data:text/javascript,${encodeURIComponent(reporter)}`,
        program,
        'start',
        '--once',
        '--json',
        '--seed',
        '1',
        '--data',
        join(folder, 'data'),
        file,
      ],
      { encoding: 'utf8', maxBuffer: 1 << 30 },
    );
    const seconds = (performance.now() - began) / 1000;
    if (run.status !== 0) throw new Error(run.stderr);
    const report = JSON.parse(run.stdout) as { claims: { total: number }; ledgerImbalanceCents: number };
    if (report.claims.total !== claims || report.ledgerImbalanceCents !== 0) throw new Error('the run went wrong');
    const kilobytes = Number(/maxrss (\d+)/.exec(run.stderr)?.[1]);
    return { claims, seconds, peakMegabytes: kilobytes / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const perClaim = ({ seconds, claims }: Measured): number => (seconds * 1000) / claims;
const measured = [small, large].map(measure);
for (const each of measured) {
  const rate = (each.claims / each.seconds).toFixed(0);
  const line = `${each.claims} claims: ${each.seconds.toFixed(1)} s, ${rate} claims/s, ${perClaim(each).toFixed(2)} ms a claim, peak ${each.peakMegabytes.toFixed(0)} MB`;
  process.stdout.write(`${line}\n`);
}
const [first, second] = measured;
if (first && second) {
  process.stdout.write(
    `a claim at ${second.claims} costs ${(perClaim(second) / perClaim(first)).toFixed(2)} times one at ${first.claims}\n`,
  );
}
