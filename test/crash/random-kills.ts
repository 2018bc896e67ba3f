import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateEncounters } from '../../bench/generate-encounters.ts';
import { randomFrom } from './endings.ts';
import { differences, type Outcome, storedOutcome } from './outcome.ts';
import { temporaryFolder } from './temporary.ts';

const root = join(import.meta.dirname, '../..');
const sample = ['encounters/family-medicine.ndjson', 'encounters/behavioral-health.json', 'claims/surgical-group.837'];

/** Starts the real program on the files, and kills it after so many milliseconds; its output when it got to the end. */
async function start(
  folder: string,
  files: readonly string[],
  killAfterMilliseconds?: number,
): Promise<string | undefined> {
  const program = join(root, 'local/claimwright.js');
  const uploads = files.map((name) => resolve(root, 'examples', name));
  const words = ['start', '--once', '--json', '--seed', '1', '--data', folder, ...uploads];
  const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained] = [child.stdout, child.stderr].map((stream) => {
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => void pieces.push(piece));
    return pieces;
  });
  const closed = new Promise<number | null>((resolve) => void child.once('close', (code) => resolve(code)));
  if (killAfterMilliseconds !== undefined) {
    await Promise.race([sleep(killAfterMilliseconds), closed]);
    child.kill('SIGKILL');
  }
  const code = await closed;
  if (code === 0) return Buffer.concat(said ?? []).toString();
  if (code === null) return undefined;
  throw new Error(Buffer.concat(complained ?? []).toString());
}

/** What the program printed in the end, and all that it stored. */
export interface ProgramRun {
  readonly json: string;
  readonly outcome: Outcome;
  readonly kills: number;
}

/** Starts the program again and again until it gets to the end, killing it at the moments given. */
export async function runKilled(moments: Iterable<number>, files: readonly string[] = sample): Promise<ProgramRun> {
  const folder = temporaryFolder();
  try {
    let kills = 0;
    let json: string | undefined;
    for (const moment of moments) {
      json = await start(folder, files, moment);
      if (json !== undefined) break;
      kills += 1;
    }
    json ??= await start(folder, files);
    if (json === undefined) throw new Error('it was killed by nobody');
    return { json, kills, outcome: storedOutcome(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Moments in milliseconds after a start, more of them early: what is left to do grows less with each. */
export function moments(count: number, seed: number, lastsMilliseconds: number): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => lastsMilliseconds * (0.15 + 0.85 * random() ** 2));
}

/** What is run, how often and from which random numbers on. */
export interface RandomKills {
  readonly runs: number;
  readonly seed: number;
  /** So many claims that were made up instead of the sample. */
  readonly claims?: number | undefined;
}

/** Kills each run a few times; whether all came to the same end. */
export async function randomlyKilled(
  { runs, seed, claims }: RandomKills,
  say: (text: string) => void,
): Promise<boolean> {
  const folder = temporaryFolder();
  const madeUp = join(folder, 'encounters.ndjson');
  if (claims !== undefined) writeFileSync(madeUp, generateEncounters(claims));
  const files = claims === undefined ? sample : [madeUp];
  const began = performance.now();
  const undisturbed = await runKilled([], files);
  const lasts = performance.now() - began;
  let [kills, wrong] = [0, 0];
  for (let run = seed; run < seed + runs; run += 1) {
    const killed = await runKilled(moments(6, run, lasts), files);
    const differ = differences(undisturbed.outcome, killed.outcome);
    kills += killed.kills;
    if (differ.length === 0 && killed.json === undisturbed.json) continue;
    wrong += 1;
    say([`seed ${run}: ${differ.length} differences`, ...differ.slice(0, 6)].join('\n  '));
  }
  rmSync(folder, { recursive: true, force: true });
  say(`${runs} runs of the program, ${kills} kills: ${wrong} came to another end`);
  return wrong === 0;
}
