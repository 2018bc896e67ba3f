/**
 * Claims per second through the whole pipeline on one machine, state durable at every step, for two sizes of batch; what a
 * claim costs of the processor, and at the larger size against the smaller; peak memory. Each size runs in a process of
 * its own. Machines differ, and so does one from hour to hour: synced commits of a page, and encounters that go through
 * JSON and back, measured before each, are the floors to compare with. `npm run bench [-- SMALL LARGE]`
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
  readonly floors: Floors;
}

/** What the machine did just before, a second. */
interface Floors {
  /** Synced commits of the home's database file. */
  readonly commits: number;
  /** Encounters read from JSON and written again. */
  readonly roundTrips: number;
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

function roundTripsASecond(encounters: readonly string[]): number {
  const trips = 50_000;
  let length = 0;
  const began = performance.now();
  for (let trip = 0; trip < trips; trip += 1) {
    length += JSON.stringify(JSON.parse(encounters[trip % encounters.length] as string)).length;
  }
  const seconds = (performance.now() - began) / 1000;
  if (length === 0) throw new Error('there are no encounters');
  return trips / seconds;
}

async function measure(claims: number, folder: string): Promise<Measured> {
  const file = join(folder, 'encounters.ndjson');
  const encounters = generateEncounters(claims);
  writeFileSync(file, encounters);
  const lines = encounters.slice(0, 1_000_000).split('\n').slice(0, -1);
  const floors = { commits: await commitsASecond(folder), roundTrips: roundTripsASecond(lines) };
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
    floors,
  };
}

const write = (line: string) => process.stdout.write(`${line}\n`);
const perClaim = (seconds: number, claims: number): number => (seconds * 1000) / claims;
const folders = [small, large].map(() => mkdtempSync(join(tmpdir(), 'claimwright-bench-')));
const measured: Measured[] = [];
try {
  for (const [index, claims] of [small, large].entries())
    measured.push(await measure(claims, folders[index] as string));
} finally {
  // Not sooner: on some file systems whoever makes files pays for those that were just removed.
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
for (const { claims, seconds, userSeconds, systemSeconds, peakMegabytes, floors } of measured) {
  const rate = claims / seconds;
  write(`${claims} claims: ${seconds.toFixed(1)} s, ${rate.toFixed(0)} claims/s, peak ${peakMegabytes.toFixed(0)} MB`);
  const [user, system] = [perClaim(userSeconds, claims), perClaim(systemSeconds, claims)];
  write(`  processor, ms a claim: ${user.toFixed(1)} user, ${system.toFixed(1)} system`);
  const { commits, roundTrips } = floors;
  const [toDisk, toProcessor] = [commits, roundTrips].map((floor) => ((1000 * rate) / floor).toFixed(1));
  write(`  ${commits.toFixed(0)} synced commits/s on this disk: ${toDisk} claims/s for each 1,000 of them`);
  write(
    `  ${roundTrips.toFixed(0)} encounters/s through JSON and back: ${toProcessor} claims/s for each 1,000 of them`,
  );
}
const [first = 0, second = 0] = measured.map(({ seconds, claims }) => perClaim(seconds, claims));
write(`a claim at ${large} costs ${(second / first).toFixed(2)} times one at ${small}`);
