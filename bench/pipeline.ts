/**
 * Claims per second through the whole pipeline on one machine, state durable at every step, for two sizes of batch; what a
 * claim costs of the processor, and at the larger size against the smaller; peak memory. Each size runs in a process of
 * its own. Machines differ, and so does one from hour to hour: synced commits of a page, measured before each, are the
 * floor to compare with. `npm run bench [-- SMALL LARGE]`
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../local/sqlite/database.ts';
import { generateEncounters } from './generate-encounters.ts';

const [small = 1_000, large = 10_000] = process.argv.slice(2).map(Number);
const program = join(import.meta.dirname, '../local/claimwright.js');

interface Measured {
  readonly claims: number;
  readonly seconds: number;
  /** Of the processor, by the program and by the system for it. */
  readonly userSeconds: number;
  readonly systemSeconds: number;
  readonly peakMegabytes: number;
  /** Synced commits of the home's database file. */
  readonly commitsASecond: number;
}

/** The program writes what it used when it exits: this is read in the process itself. */
const reporter = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write('used ' + [maxRSS, userCPUTime, systemCPUTime].join(' ') + '\\n');
});`;

/** One commit after the other, each synced, with the settings of a home. */
async function commitsASecond(folder: string): Promise<number> {
  const commits = 500;
  const database = openDatabase(join(folder, 'floor.db'));
  database.sql.exec('CREATE TABLE t (text TEXT NOT NULL) STRICT');
  const insert = database.sql.prepare('INSERT INTO t VALUES (?)');
  const began = performance.now();
  for (let commit = 0; commit < commits; commit += 1) await database.write(() => insert.run('x'.repeat(500)));
  const seconds = (performance.now() - began) / 1000;
  database.close();
  return commits / seconds;
}

async function measure(claims: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-bench-'));
  try {
    const file = join(folder, 'encounters.ndjson');
    writeFileSync(file, generateEncounters(claims));
    const floor = await commitsASecond(folder);
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
    const [kilobytes = 0, user = 0, system = 0] = /used (.+)/.exec(run.stderr)?.[1]?.split(' ').map(Number) ?? [];
    return {
      claims,
      seconds,
      userSeconds: user / 1e6,
      systemSeconds: system / 1e6,
      peakMegabytes: kilobytes / 1024,
      commitsASecond: floor,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const write = (line: string) => process.stdout.write(`${line}\n`);
const perClaim = (seconds: number, claims: number): number => (seconds * 1000) / claims;
const measured = [await measure(small), await measure(large)] as const;
for (const { claims, seconds, userSeconds, systemSeconds, peakMegabytes, commitsASecond: floor } of measured) {
  const rate = claims / seconds;
  write(`${claims} claims: ${seconds.toFixed(1)} s, ${rate.toFixed(0)} claims/s, peak ${peakMegabytes.toFixed(0)} MB`);
  const [user, system] = [perClaim(userSeconds, claims), perClaim(systemSeconds, claims)];
  write(`  processor, ms a claim: ${user.toFixed(1)} user, ${system.toFixed(1)} system`);
  const relative = ((1000 * rate) / floor).toFixed(0);
  write(`  ${floor.toFixed(0)} synced commits/s on this disk: ${relative} claims/s for each 1,000 of them`);
}
const [first, second] = measured.map(({ seconds, claims }) => perClaim(seconds, claims)) as [number, number];
write(`a claim at ${large} costs ${(second / first).toFixed(2)} times one at ${small}`);
