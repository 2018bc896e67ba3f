import { join } from 'node:path';
import { expect, test } from 'vitest';
import { virtualClock } from '../../../local/adapters/index.ts';
import { openDatabase } from '../../../local/sqlite/database.ts';
import { testFolder } from './temporary-folder.ts';

const start = new Date('2026-01-01T00:00:00.000Z');
const later = new Date('2026-03-01T12:34:56.789Z');

test('virtual time stands still, moves when told to, and never back', async () => {
  const database = openDatabase(':memory:');
  const clock = virtualClock(database, start);
  expect(clock.now()).toEqual(start);
  await clock.advanceTo(later);
  expect(clock.now()).toEqual(later);
  await clock.advanceTo(start);
  expect(clock.now()).toEqual(later);
  await expect(clock.advanceTo(new Date('nonsense'))).rejects.toThrow();
  expect(clock.now()).toEqual(later);
  expect(() => virtualClock(openDatabase(':memory:'), new Date('nonsense'))).toThrow();
  database.close();
});

test('virtual time goes on where it stood, whatever the start', async () => {
  const path = join(testFolder(), 'home.sqlite');
  const first = openDatabase(path);
  await virtualClock(first, start).advanceTo(later);
  first.close();
  const database = openDatabase(path);
  expect(virtualClock(database, start).now()).toEqual(later);
  database.close();
});

test('virtual time moves once that is durable', async () => {
  const database = openDatabase(':memory:');
  const clock = virtualClock(database, start);
  const advancing = clock.advanceTo(later);
  expect(clock.now()).toEqual(start);
  await advancing;
  expect(clock.now()).toEqual(later);
  database.close();
});
