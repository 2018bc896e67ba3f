import { describe, expect, test } from 'vitest';
import type { Ids } from '../../shared/ports/index.ts';

/** What every adapter of the Ids port keeps to. `makeAdapter` gives another key's ids for another name. */
export function describeIds(name: string, makeAdapter: (home: string) => Promise<Ids>): void {
  describe(`Ids: ${name}`, () => {
    test.each([1, 5, 15, 17, 26, 51])('%i characters of A–Z and 2–7', async (length) => {
      const ids = await makeAdapter('one');
      for (let number = 0; number < 200; number += 1) {
        expect(ids.derive(length, 'claim', String(number))).toMatch(new RegExp(`^[A-Z2-7]{${length}}$`));
      }
    });

    test('the same parts give the same id, in the same home', async () => {
      const [one, again, other] = await Promise.all(['one', 'one', 'other'].map(makeAdapter));
      expect(again?.derive(15, 'practice', 'source', '1')).toBe(one?.derive(15, 'practice', 'source', '1'));
      expect(other?.derive(15, 'practice', 'source', '1')).not.toBe(one?.derive(15, 'practice', 'source', '1'));
    });

    test('other parts give another id, wherever they are cut', async () => {
      const ids = await makeAdapter('one');
      const parts = [
        [],
        [''],
        ['', ''],
        ['ab', 'c'],
        ['a', 'bc'],
        ['abc'],
        ['c', 'ab'],
        ['ab,c'],
        ['a"', 'b'],
        ['\ud800'],
        ['\ud801'],
      ];
      expect(new Set(parts.map((each) => ids.derive(26, ...each)))).toHaveLength(parts.length);
    });

    test('20,000 ids of 15 characters differ and use every character in every place', async () => {
      const ids = await makeAdapter('one');
      const all = Array.from({ length: 20_000 }, (_, number) => ids.derive(15, 'claim', String(number)));
      expect(new Set(all)).toHaveLength(all.length);
      for (let place = 0; place < 15; place += 1) expect(new Set(all.map((id) => id[place]))).toHaveLength(32);
    });

    test.each([0, -1, 1.5, 52])('refuses a length of %d', async (length) => {
      const ids = await makeAdapter('one');
      expect(() => ids.derive(length, 'x')).toThrow(RangeError);
    });
  });
}
