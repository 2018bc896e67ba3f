import { expect, test } from 'vitest';
import type { InterchangeHeader } from '../../shared/x12/index.ts';
import { RecentNumbers } from '../../shared/x12/recent-numbers.ts';

test('the last 10,000 interchanges are told apart, and no more are kept', () => {
  const numbers = new RecentNumbers();
  const isTaken = (number: number) => numbers.isTaken({ controlNumber: String(number) } as InterchangeHeader);
  for (let number = 1; number <= 10_000; number++) expect(isTaken(number)).toBe(false);
  expect(isTaken(1)).toBe(true);
  // What came again counts as the last.
  expect(isTaken(10_001)).toBe(false);
  expect(isTaken(1)).toBe(true);
  expect(isTaken(2)).toBe(false);
});
