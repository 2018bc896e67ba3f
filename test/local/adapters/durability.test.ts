import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { folderObjects, sqliteItems, sqliteQueues, virtualClock } from '../../../local/adapters/index.ts';
import { openDatabase } from '../../../local/sqlite/database.ts';
import { allItems, visibilitySeconds } from '../../../shared/ports/index.ts';
import { gather } from '../../conformance/gather.ts';
import { sample } from '../../sample.ts';
import { testFolder } from './temporary-folder.ts';

const rounds = sample(5, 20);

function without(all: readonly string[], these: Iterable<string>): string[] {
  const gone = new Set(these);
  return all.filter((one) => !gone.has(one));
}

/** Lets the writer write, kills it at a random moment, and answers what it had said, by first word. */
async function writeAndKill(folder: string, round: number): Promise<(word: string) => string[]> {
  const writer = spawn(
    process.execPath,
    [fileURLToPath(new URL('./durability-writer.ts', import.meta.url)), folder, `r${round}`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let lines = '';
  writer.stdout.setEncoding('utf8').on('data', (more: string) => {
    lines += more;
  });
  // So many lines and then at any moment: however slow the machine is, there is something to lose.
  const enough = 15 + Math.random() * 100;
  const ended = once(writer, 'exit').then(([status]) => Promise.reject(new Error(`the writer ended with ${status}`)));
  while (lines.split('\n').length < enough) await Promise.race([once(writer.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  await wait(Math.random() * 20);
  writer.kill('SIGKILL');
  const [[, signal]] = await Promise.all([once(writer, 'exit'), once(writer.stdout, 'close')]);
  expect(signal).toBe('SIGKILL');
  // What follows the last line break was cut off by the kill.
  const words = lines
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' '));
  return (word) => words.flatMap(([first, rest = '']) => (first === word ? [rest] : []));
}

test('whatever had resolved is there after a kill at any moment, and nothing is there by half', async () => {
  const folder = testFolder();
  const total = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    const said = await writeAndKill(folder, round);
    const database = openDatabase(join(folder, 'home.sqlite'));
    const items = sqliteItems(database);
    const objects = folderObjects(join(folder, 'objects'));
    const clock = virtualClock(database, new Date(9e12));
    const queues = sqliteQueues(database, clock);

    const stored = await gather(allItems(items, { pk: 'due', index: 'due', beginsWith: `r${round}-` }));
    const idsWith = (sk: string) => stored.flatMap((item) => (item.sk === sk ? [item.pk] : []));
    expect(idsWith('b')).toEqual(idsWith('a'));
    expect(without(said('item'), idsWith('a'))).toEqual([]);
    expect(without(said('deleted'), idsWith('c'))).toEqual(said('deleted'));

    const names = new Set<string>();
    for await (const { key } of objects.list('')) {
      const id = key.slice(key.lastIndexOf('/') + 1);
      if (!id.startsWith(`r${round}-`)) continue;
      const body = Buffer.from((await objects.get(key)) ?? []).toString();
      const number = Number(id.split('-')[1]);
      expect(body).toBe(key.startsWith('text/') ? id : id.repeat(1 + ((number * 997) % 9999)));
      names.add(id);
    }
    expect(without(said('object'), names)).toEqual([]);

    const presentMs = clock.now().getTime();
    expect(presentMs).toBeGreaterThanOrEqual(Math.max(...said('time').map(Number)));
    expect(presentMs).toBeLessThan(9e12);

    await clock.advanceTo(new Date(presentMs + visibilitySeconds * 1000));
    const left = new Set<string>();
    for (;;) {
      const received = await queues.receive('arrivals', 10);
      if (received.length === 0) break;
      for (const { id } of received) left.add(id);
      await queues.acknowledge(
        'arrivals',
        received.map(({ receipt }) => receipt),
      );
    }
    expect(without(said('acknowledged'), left)).toEqual(said('acknowledged'));
    // One more may have been acknowledged just before the kill, and nobody heard of it.
    const lost = without(without(said('message'), said('acknowledged')), left);
    expect(lost.length).toBeLessThanOrEqual(1);

    expect(database.sql.prepare('PRAGMA integrity_check').get()).toMatchObject({ integrity_check: 'ok' });
    database.close();
    for (const word of ['item', 'object', 'message']) total.set(word, (total.get(word) ?? 0) + said(word).length);
  }
  for (const many of total.values()) expect(many).toBeGreaterThan(0);
}, 120_000);
