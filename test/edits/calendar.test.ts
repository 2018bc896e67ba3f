import { expect, test } from 'vitest';
import { daysBetween, isCalendarDate } from '../../shared/edits/calendar.ts';

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2024-02-29', true],
  ['1900-02-29', false],
  ['2000-02-29', true],
  ['2026-04-31', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-01-00', false],
  ['2026-1-1', false],
  ['', false],
])('%s exists: %s', (date, expected) => {
  expect(isCalendarDate(date)).toBe(expected);
});

test.each([
  ['2026-01-01', '2026-01-01', 0],
  ['2026-01-01', '2027-01-01', 365],
  ['2024-01-01', '2025-01-01', 366],
  ['2024-02-28', '2024-03-01', 2],
  ['2026-03-01', '2026-02-28', -1],
  ['1999-12-31', '2000-03-01', 61],
  ['2026-02-30', '2026-03-01', undefined],
])('from %s to %s: %s days', (from, to, expected) => {
  expect(daysBetween(from, to)).toBe(expected);
});
