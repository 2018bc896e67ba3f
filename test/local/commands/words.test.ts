import { describe, expect, test } from 'vitest';
import { parseOptions } from '../../../local/commands/options.ts';
import { printedCommand } from '../../../local/commands/printed-command.ts';
import { saidOf } from '../../../local/commands/said-of.ts';
import { SafeError } from '../../../shared/safe-error.ts';

describe('options', () => {
  test.each([
    ['2026-02-30', false],
    ['2025-02-29', false],
    ['2024-02-29', true],
    ['2026-13-01', false],
    ['2026-04-31', false],
    ['26-04-30', false],
    ['2026-04-30', true],
  ])('--as-of %s', (date, isTaken) => {
    if (isTaken) expect(parseOptions(['--as-of', date]).asOf).toBe(date);
    else expect(() => parseOptions(['--as-of', date])).toThrow('date of the calendar');
  });

  test.each([
    ['held', ['--seed', '5'], '--seed'],
    ['show', ['A', '--once'], '--once'],
    ['correct', ['A', 'b=c', '--real-time'], '--real-time'],
    ['serve', ['--json'], '--json'],
    ['check', ['--port', '1'], '--port'],
    ['start', ['--seed', '5', '--once', '--port', '0'], undefined],
    ['held', ['--data', 'a', '--config', 'b', '--simulation', 'c', '--json'], undefined],
  ])('%s takes %j or refuses %s', (command, words, refused) => {
    if (refused === undefined) expect(parseOptions(words, command)).toMatchObject({ folder: expect.any(String) });
    else expect(() => parseOptions(words, command)).toThrow(`${command} takes no ${refused}`);
  });

  test('an empty folder is refused', () => {
    expect(() => parseOptions(['--data', ''])).toThrow('--data takes');
  });
});

test.each([
  [['show', 'A1'], [], 'show A1'],
  [['show', 'A1'], ['--data', '.claimwright'], 'show A1'],
  [['show', "O'Hara 7"], ['--data', 'my claims'], "show 'O'\\''Hara 7' --data 'my claims'"],
  [
    ['correct', 'A1', 'serviceLines[0].charge=1.00'],
    ['--data', '~x'],
    "correct A1 'serviceLines[0].charge=1.00' --data '~x'",
  ],
  [
    ['held'],
    ['--config', 'c.json', '--simulation', 's.json', '--port', '1'],
    'held --config c.json --simulation s.json',
  ],
])('%j called with %j', (words, options, expected) => {
  expect(printedCommand(parseOptions(options), ...words)).toBe(`npm run claimwright -- ${expected}`);
});

const withCode = (code: string) => Object.assign(new Error('/data/of/M. Sample'), { code });
const ofSqlite = (errcode: number) => Object.assign(withCode('ERR_SQLITE_ERROR'), { errcode });

test.each([
  [new SafeError('it says so'), 'it says so'],
  [withCode('ENOSPC'), 'the disk is full: make room'],
  [withCode('EACCES'), 'no permission'],
  [ofSqlite(13), 'the disk is full: make room'],
  [ofSqlite(8), 'can only be read'],
  [ofSqlite(1032), 'can only be read'],
  [ofSqlite(11), 'restore the data folder from a backup'],
  [ofSqlite(14), "can't be opened"],
  [new TypeError('M. Sample'), 'TypeError: this is a defect'],
])('what is said of problem %#', (problem, said) => {
  expect(saidOf(problem)).toContain(said);
  expect(saidOf(problem)).not.toContain('Sample');
});
