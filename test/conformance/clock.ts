import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Clock } from '../../shared/ports/index.ts';

export interface ClockUnderTest {
  readonly clock: Clock;
  readonly close?: () => void | Promise<void>;
}

/** What every adapter of the Clock port keeps to. */
export function describeClock(name: string, makeAdapter: () => Promise<ClockUnderTest>): void {
  describe(`Clock: ${name}`, () => {
    let under: ClockUnderTest;
    beforeAll(async () => {
      under = await makeAdapter();
    });
    afterAll(() => under.close?.());

    test('tells a date that does not go back', () => {
      const times = Array.from({ length: 1000 }, () => under.clock.now().getTime());
      expect(times.every(Number.isFinite)).toBe(true);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    });

    test('whoever changes the date it gave changes nothing', () => {
      const given = under.clock.now();
      given.setFullYear(1970);
      expect(under.clock.now().getFullYear()).toBeGreaterThan(1970);
    });
  });
}
