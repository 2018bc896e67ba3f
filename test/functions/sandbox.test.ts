import { describe, expect, test } from 'vitest';
import { sandboxClock } from '../../functions/adapters/sandbox-clock.ts';
import { isQuiet } from '../../functions/advance-clock/is-quiet.ts';
import { storedJobLog } from '../../functions/advance-clock/job-log.ts';
import { pendingWork } from '../../functions/advance-clock/pending-work.ts';
import { sqliteItems } from '../../local/adapters/index.ts';
import { upload } from '../../local/commands/upload.ts';
import { openDatabase } from '../../local/sqlite/database.ts';
import { encounter } from '../pipeline/one-claim.ts';
import { morning, temporaryHome, uploadOf } from '../pipeline/run-home.ts';

const emptyItems = () => sqliteItems(openDatabase(':memory:'));

describe("the sandbox's clock", () => {
  const hourMs = 3_600_000;

  test('is real time until it is set, runs on from where it was set, and is set once', async () => {
    const items = emptyItems();
    let systemMs = Date.parse('2026-11-25T10:00:00Z');
    const clock = sandboxClock(items, () => systemMs);
    expect(clock.now()).toEqual(new Date('2026-11-25T10:00:00Z'));
    await clock.startAt(morning);
    systemMs += hourMs;
    expect(clock.now()).toEqual(new Date('2026-03-21T09:00:00Z'));
    await clock.startAt(new Date('2020-01-01T00:00:00Z'));
    expect(clock.now()).toEqual(new Date('2026-03-21T09:00:00Z'));
  });

  test('is moved forward by whoever moves it furthest, and never back', async () => {
    const items = emptyItems();
    const systemMs = () => Date.parse('2026-11-25T10:00:00Z');
    const [one, other] = [sandboxClock(items, systemMs), sandboxClock(items, systemMs)];
    await one.startAt(morning);
    await Promise.all([
      one.advanceTo(new Date('2026-04-20T08:00:00Z')),
      other.advanceTo(new Date('2026-04-22T08:00:00Z')),
    ]);
    await one.advanceTo(new Date('2026-04-01T08:00:00Z'));
    await Promise.all([one.refresh(), other.refresh()]);
    expect(one.now()).toEqual(new Date('2026-04-22T08:00:00Z'));
    expect(other.now()).toEqual(one.now());
  });
});

test('the log of jobs knows what was begun and when each ran last', async () => {
  const items = emptyItems();
  const log = storedJobLog(items);
  await log.begin('transmit-claims');
  expect(await storedJobLog(items).begun()).toEqual(['transmit-claims']);
  await log.end('transmit-claims', 5);
  await log.begin('transmit-claims');
  expect(await log.ranAt('transmit-claims')).toBe(5);
  await log.end('transmit-claims', 9);
  expect([await log.begun(), await log.ranAt('transmit-claims')]).toEqual([[], 9]);
});

test('what is pending and whether anything is under way are read from the table', async () => {
  using home = await temporaryHome();
  const { services } = home;
  const found = pendingWork(services.items);
  const both = async () => ({
    table: [await found.submissionReadySince(), await found.answerDue(), await found.personDue()],
    sqlite: [home.pending.submissionReadySince(), home.pending.answerDue(), home.pending.personDue()],
  });
  expect(await isQuiet(services)).toBe(true);
  await upload(home, uploadOf('one', encounter('HT10000001')));
  expect(await isQuiet(services)).toBe(false);
  let restless = 0;
  await home.time.settle();
  for (let rounds = 0; rounds < 3; rounds += 1) {
    expect(await isQuiet(services)).toBe(true);
    const { table, sqlite } = await both();
    expect(table).toEqual(sqlite);
    restless += table.filter((moment) => moment !== undefined).length;
    await home.time.advanceTo(new Date(home.time.now().getTime() + 2 * 86_400_000));
  }
  expect(restless).toBeGreaterThan(0);
});
