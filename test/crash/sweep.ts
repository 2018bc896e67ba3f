/**
 * Kills at every point and compares what comes of it with the undisturbed run: a proof that takes its time.
 *
 *   npx node test/crash/sweep.ts                 every kill point
 *   npx node test/crash/sweep.ts --every 10      both points of every tenth effect
 *   npx node test/crash/sweep.ts --again 500     so many runs that are killed again and again, in recovery too
 *   npx node test/crash/sweep.ts --random 50     so many runs of the real program, killed with SIGKILL at random moments
 *   npx node test/crash/sweep.ts --random 5 --claims 1500    the same with so many claims that were made up
 *   … --seed N                                   other random numbers
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { everyEnding, shortLives } from './endings.ts';
import type { Effect, KillPoint } from './kill-points.ts';
import { takeThroughLives } from './lives.ts';
import { differences } from './outcome.ts';
import { randomlyKilled } from './random-kills.ts';

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    again: { type: 'string' },
    random: { type: 'string' },
    claims: { type: 'string' },
    seed: { type: 'string', default: '1' },
    part: { type: 'string' },
  },
});
const [part = 0, parts = 1] = (values.part ?? '').split('/').map(Number);
const seed = Number(values.seed);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** A run with the points at which it is killed, one after the other. */
interface Trial {
  readonly name: string;
  readonly ends: Iterable<KillPoint>;
}

function everyPoint(effects: readonly Effect[]): Trial[] {
  return everyEnding(effects, Number(values.every)).map((end) => ({ name: end.name, ends: [end] }));
}

function* againAndAgain(trials: number): Generator<Trial> {
  for (let trial = seed; trial < seed + trials; trial += 1) {
    const longest = 80 + (trial % 8) * 60;
    yield { name: `lives of up to ${longest} effects, seed ${trial}`, ends: shortLives(trial, longest) };
  }
}

/** Every `parts`-th trial is this process's own. */
async function sweep(): Promise<void> {
  const undisturbed = await takeThroughLives();
  const trials = values.again === undefined ? everyPoint(undisturbed.effects) : againAndAgain(Number(values.again));
  let [number, done, kills, wrong] = [0, 0, 0, 0];
  for (const { name, ends } of trials) {
    number += 1;
    if (number % parts !== part) continue;
    const lives = await takeThroughLives(ends);
    const differ = differences(undisturbed.outcome, lives.outcome);
    done += 1;
    kills += lives.kills;
    if (differ.length > 0) {
      wrong += 1;
      say([`${name}: ${differ.length} differences`, ...differ.slice(0, 6)].join('\n  '));
    }
  }
  process.exitCode = wrong > 0 ? 1 : 0;
  say(`${done} runs, ${kills} kills: ${wrong} came to another end`);
}

async function inParts(): Promise<void> {
  const count = availableParallelism();
  const exits = Array.from({ length: count }, async (_, index) => {
    const [code] = await once(
      fork(import.meta.filename, [...process.argv.slice(2), '--part', `${index}/${count}`]),
      'exit',
    );
    return code !== 0;
  });
  if ((await Promise.all(exits)).includes(true)) process.exitCode = 1;
}

if (values.random !== undefined) {
  const claims = values.claims === undefined ? undefined : Number(values.claims);
  process.exitCode = (await randomlyKilled({ runs: Number(values.random), seed, claims }, say)) ? 0 : 1;
} else if (values.part === undefined) await inParts();
else await sweep();
