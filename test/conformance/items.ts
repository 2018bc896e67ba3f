import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allItems, type Item, type Items, type Write } from '../../shared/ports/index.ts';
import { gather } from './gather.ts';
import { describeItemsLikeModel } from './items-model.ts';
import { describeItemQueries } from './items-queries.ts';
import { describeItemRefusals } from './items-refusals.ts';
import { type ItemsUnderTest, putAll, some } from './items-under-test.ts';
import { randomPrefix } from './random-prefix.ts';

export interface ItemsSuiteOptions {
  /** Runs of the property test: fewer where a call takes long. */
  readonly runs?: number;
}

/** What every adapter of the Items port keeps to. */
export function describeItems(
  name: string,
  makeAdapter: () => Promise<ItemsUnderTest>,
  options: ItemsSuiteOptions = {},
): void {
  describe(`Items: ${name}`, () => {
    let under: ItemsUnderTest;
    let items: Items;
    beforeAll(async () => {
      under = await makeAdapter();
      items = under.items;
    });
    afterAll(() => under.close?.());

    const put = (...all: readonly Item[]) => putAll(items, all);
    const sortKeys = async (pk: string) => {
      const found = await gather(allItems(items, { pk, consistent: true }));
      return found.map(({ sk }) => sk);
    };

    test('gives back what was put, every kind of JSON, and the newest', async () => {
      const pk = randomPrefix();
      const item: Item = {
        ...some(pk, 'a', { text: 'é "\n\\ \u{1F600}', empty: '', whole: 12_500, fraction: -0.25, flag: false }),
        nothing: null,
        list: [1, 'two', [true, null], {}],
        map: { 'a name': { deep: ['x'] }, none: [] },
      };
      expect(await items.get(item)).toBeUndefined();
      expect(await put(item)).toBe('done');
      expect(await items.get({ pk, sk: 'a' })).toEqual(item);
      await put(some(pk, 'a', { text: 'newer' }));
      expect(await items.get({ pk, sk: 'a' })).toEqual(some(pk, 'a', { text: 'newer' }));
      expect(await items.get({ pk, sk: 'A' })).toBeUndefined();
      expect(await items.get({ pk: `${pk}a`, sk: 'a' })).toBeUndefined();
    });

    test('deletes, and deletes what is not there', async () => {
      const pk = randomPrefix();
      await put(some(pk, 'a'));
      expect(await items.transact([{ delete: { pk, sk: 'a' } }])).toBe('done');
      expect(await items.get({ pk, sk: 'a' })).toBeUndefined();
      expect(await items.transact([{ delete: { pk, sk: 'a' } }])).toBe('done');
    });

    describe('conditions', () => {
      const stored = { text: 'x', count: 2, flag: false };
      const rows: [string, Write['if'], boolean, boolean][] = [
        // condition, holds when stored, holds when absent
        ['absent', 'absent', false, true],
        ['present', 'present', true, false],
        ['an equal text', { text: 'x' }, true, false],
        ['another text', { text: 'X' }, false, false],
        ['an equal number', { count: 2 }, true, false],
        ['a number as text', { count: '2' }, false, false],
        ['an equal boolean', { flag: false }, true, false],
        ['another boolean', { flag: true }, false, false],
        ['an attribute that the item lacks', { other: 'x' }, false, false],
        ['a name that every object has', { constructor: 'x' }, false, false],
        ['several that are equal', { text: 'x', count: 2, schemaVersion: 1 }, true, false],
        ['several of which one differs', { text: 'x', count: 3 }, false, false],
      ];
      test.each(rows)('%s', async (_, condition, whenStored, whenAbsent) => {
        for (const [holds, isStored] of [
          [whenStored, true],
          [whenAbsent, false],
        ] as const) {
          const outcome = holds ? 'done' : { failedConditions: [0] };
          const before = isStored ? some('', 'a', stored) : undefined;
          const kinds: ((pk: string) => { write: Write; after: Item | undefined })[] = [
            (pk) => ({
              write: { put: some(pk, 'a', { text: 'new' }), if: condition ?? 'absent' },
              after: some(pk, 'a', { text: 'new' }),
            }),
            (pk) => ({ write: { delete: { pk, sk: 'a' }, if: condition ?? 'absent' }, after: undefined }),
            (pk) => ({
              write: { check: { pk, sk: 'a' }, if: condition ?? 'absent' },
              after: before && { ...before, pk },
            }),
          ];
          for (const kind of kinds) {
            const pk = randomPrefix();
            if (isStored) await put(some(pk, 'a', stored));
            const { write, after } = kind(pk);
            expect(await items.transact([write])).toEqual(outcome);
            expect(await items.get({ pk, sk: 'a' })).toEqual(holds ? after : before && { ...before, pk });
          }
        }
      });
    });

    test('a transaction writes all or nothing and names what failed by position', async () => {
      const pk = randomPrefix();
      await put(some(pk, 'old', { version: 1 }), some(pk, 'stay'));
      const writes = (version: number): Write[] => [
        { put: some(pk, 'new'), if: 'absent' },
        { check: { pk, sk: 'old' }, if: { version } },
        { delete: { pk, sk: 'stay' }, if: 'present' },
        { put: some(`${pk}-other`, 'new', { version: 2 }), if: version === 1 ? 'absent' : 'present' },
      ];
      expect(await items.transact(writes(7))).toEqual({ failedConditions: [1, 3] });
      expect(await sortKeys(pk)).toEqual(['old', 'stay']);
      expect(await items.get({ pk: `${pk}-other`, sk: 'new' })).toBeUndefined();
      expect(await items.transact(writes(1))).toBe('done');
      expect(await sortKeys(pk)).toEqual(['new', 'old']);
      expect(await items.get({ pk: `${pk}-other`, sk: 'new' })).toEqual(some(`${pk}-other`, 'new', { version: 2 }));
    });

    test('keys are told apart wherever pk and sk are cut', async () => {
      const pk = randomPrefix();
      const all = [some(pk, 'abc'), some(`${pk}a`, 'bc'), some(`${pk}ab`, 'c')];
      expect(await put(...all)).toBe('done');
      for (const item of all) expect(await items.get(item)).toEqual(item);
    });

    test('of concurrent writers with the same condition exactly one wins', async () => {
      const pk = randomPrefix();
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, (_, writer) => items.transact([{ put: some(pk, 'a', { writer }), if: 'absent' }])),
      );
      const winners = outcomes.flatMap((outcome, writer) => (outcome === 'done' ? [writer] : []));
      expect(winners).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome !== 'done')).toEqual(Array(11).fill({ failedConditions: [0] }));
      expect(await items.get({ pk, sk: 'a' })).toMatchObject({ writer: winners[0] });
    });

    test('counting up by compare-and-set loses no count', async () => {
      const pk = randomPrefix();
      await put(some(pk, 'a', { count: 0 }));
      const countUp = async (): Promise<void> => {
        for (;;) {
          const count = Number((await items.get({ pk, sk: 'a' }))?.['count']);
          const write: Write = { put: some(pk, 'a', { count: count + 1 }), if: { count } };
          if ((await items.transact([write])) === 'done') return;
        }
      };
      await Promise.all(Array.from({ length: 8 }, countUp));
      expect(await items.get({ pk, sk: 'a' })).toMatchObject({ count: 8 });
    });

    test('takes the largest transaction: 100 writes', async () => {
      const pk = randomPrefix();
      const all = Array.from({ length: 100 }, (_, place) => some(pk, String(place).padStart(3, '0')));
      expect(await put(...all)).toBe('done');
      expect(await sortKeys(pk)).toEqual(all.map(({ sk }) => sk));
    });

    describeItemRefusals(() => under);
    describeItemQueries(() => under);
    describeItemsLikeModel(() => under, options.runs ?? 100);
  });
}
