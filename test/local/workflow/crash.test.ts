import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../local/sqlite/database.ts';
import { sample } from '../../sample.ts';
import { outcomeOf, runScenario } from './crash-scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

class Died extends Error {}

/** A database that from its n-th write on is dead: the write is lost, or done without anybody hearing of it. */
function dyingAt(database: Database, n: number, lost: boolean): Database {
  let writes = 0;
  return {
    sql: database.sql,
    async write(work) {
      writes += 1;
      if (writes < n) return database.write(work);
      if (writes === n && !lost) await database.write(work);
      throw new Died();
    },
    close() {},
  };
}

async function undisturbed(executions: number): Promise<{ outcome: unknown; writes: number }> {
  const database = openDatabase(':memory:');
  let writes = 0;
  const counting: Database = {
    ...database,
    write(work) {
      writes += 1;
      return database.write(work);
    },
  };
  await runScenario(counting, executions);
  const outcome = outcomeOf(database);
  database.close();
  return { outcome, writes };
}

test('dying at one write after the other, lost or unheard, changes nothing', {
  timeout: sample(120_000, 600_000),
}, async () => {
  const { outcome, writes } = await undisturbed(3);
  expect(writes).toBeGreaterThan(150);
  for (const lost of [true, false]) {
    for (let n = lost ? 1 : 2; n <= writes; n += sample(15, 1)) {
      const database = openDatabase(':memory:');
      await runScenario(dyingAt(database, n, lost), 3).catch((problem: unknown) => {
        // A function that cannot reach the store fails its task; the engine itself stops.
        if (!(problem instanceof Died)) throw problem;
      });
      await runScenario(database, 3);
      expect(outcomeOf(database), `${lost ? 'lost' : 'unheard'} write ${n}`).toEqual(outcome);
      database.close();
    }
  }
});

/** Runs the scenario in a process of its own; kills it after so many milliseconds. Whether it got to the end. */
async function runProcess(file: string, executions: number, killAfter: number | undefined): Promise<boolean> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-scenario.ts'), file, `${executions}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      resolve();
    });
  });
  if (killAfter !== undefined) {
    await Promise.race([setTimeout(killAfter), closed]);
    child.kill('SIGKILL');
  }
  await closed;
  return said.includes('done');
}

test('kill -9 at random moments loses nothing', { timeout: 120_000 }, async () => {
  const executions = 12;
  const { outcome } = await undisturbed(executions);
  const file = join(folder, 'home.sqlite');
  let kills = 0;
  for (; kills < sample(4, 40); kills += 1) {
    if (await runProcess(file, executions, Math.random() * 100)) break;
  }
  expect(kills).toBeGreaterThan(2);
  expect(await runProcess(file, executions, undefined)).toBe(true);
  const database = openDatabase(file);
  expect(outcomeOf(database)).toEqual(outcome);
  database.close();
});

test('the same again gives the same, to the last byte', async () => {
  const run = async (concurrency: number) => {
    const database = openDatabase(':memory:');
    await runScenario(database, 6, { concurrency });
    const transitions = database.sql.prepare('SELECT * FROM workflow_transition ORDER BY execution, first').all();
    const outcome = outcomeOf(database);
    database.close();
    return { transitions, outcome };
  };
  const eight = await run(8);
  expect(await run(8)).toEqual(eight);
  expect((await run(1)).outcome).toEqual(eight.outcome);
});
