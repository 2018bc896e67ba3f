import { beforeAll, describe, expect, test } from 'vitest';
import { allItems, type Item, type Items, type Query } from '../../shared/ports/index.ts';
import { eventually } from './eventually.ts';
import { gather } from './gather.ts';
import { type ItemsUnderTest, ofBytes, putAll, some } from './items-under-test.ts';
import { randomPrefix } from './random-prefix.ts';

/** Order, bounds and pages of queries, on the table and on its indexes. */
export function describeItemQueries(underTest: () => ItemsUnderTest): void {
  let under: ItemsUnderTest;
  let items: Items;
  beforeAll(() => {
    under = underTest();
    items = under.items;
  });
  const put = (...all: readonly Item[]) => putAll(items, all);
  const sortKeys = async (query: Query) => {
    await under.settle?.();
    const found = await gather(allItems(items, query));
    return found.map(({ sk }) => sk);
  };
  describe('queries', () => {
    let pk: string;
    // In the order of UTF-8, which is not the order of JavaScript's strings: U+FF21 is before U+1F600.
    const ordered = [
      'a',
      'a#1',
      'a#10',
      'a#2',
      'a\uffff',
      'a\u{10ffff}',
      'a\u{10ffff}b',
      'b',
      'é',
      '\uff21',
      '\u{1f600}',
    ];
    beforeAll(async () => {
      pk = randomPrefix();
      await put(...ordered.toReversed().map((sk) => some(pk, sk)));
    });

    const rows: [string, Partial<Query>, readonly string[]][] = [
      ['everything', {}, ordered],
      ['a prefix', { beginsWith: 'a#' }, ['a#1', 'a#10', 'a#2']],
      ['a prefix that is a whole key', { beginsWith: 'a' }, ordered.slice(0, 7)],
      ['a prefix that ends in the last character', { beginsWith: 'a\u{10ffff}' }, ['a\u{10ffff}', 'a\u{10ffff}b']],
      ['a prefix before the surrogates', { beginsWith: '\ud7ff' }, []],
      ['a prefix of nothing', { beginsWith: 'c' }, []],
      ['up to a key', { upTo: 'a#10' }, ['a', 'a#1', 'a#10']],
      ['up to between keys', { upTo: 'a#11' }, ['a', 'a#1', 'a#10']],
      ['up to before all', { upTo: 'A' }, []],
    ];
    test.each(rows)('%s, in order, whole and in pages, forwards and backwards', async (_, part, expected) => {
      for (const limit of [undefined, 1, 2, 100]) {
        const query: Query = { pk, consistent: true, ...part, ...(limit && { limit }) };
        expect(await sortKeys(query)).toEqual(expected);
        expect(await sortKeys({ ...query, descending: true })).toEqual(expected.toReversed());
      }
    });

    test('a page has at most `limit` items', async () => {
      const { items: found, next } = await items.query({ pk, limit: 3 });
      expect(found.map(({ sk }) => sk)).toEqual(ordered.slice(0, 3));
      expect(next).toBeTypeOf('string');
    });

    test('a page ends at 1 MB', async () => {
      const large = randomPrefix();
      const keys = ['0', '1', '2', '3', '4', '5', '6'];
      await put(...keys.map((sk) => ofBytes(large, sk, 300 * 1024)));
      const first = await items.query({ pk: large, consistent: true });
      expect(first.items.length).toBeLessThan(5);
      expect(first.items.length).toBeGreaterThan(1);
      expect(first.next).toBeTypeOf('string');
      expect(await sortKeys({ pk: large, consistent: true })).toEqual(keys);
      expect(await sortKeys({ pk: large, consistent: true, descending: true })).toEqual(keys.toReversed());
    });

    test('a page goes on after its last item although that is gone', async () => {
      const other = randomPrefix();
      await put(some(other, '1'), some(other, '2'), some(other, '3'));
      const { next = '' } = await items.query({ pk: other, limit: 2, consistent: true });
      await items.transact([{ delete: { pk: other, sk: '2' } }]);
      expect(await sortKeys({ pk: other, after: next, consistent: true })).toEqual(['3']);
    });
  });

  describe('indexes', () => {
    test.each(['status', 'ready', 'due'] as const)(
      '%s holds what has its attributes, while it has them',
      async (index) => {
        const pk = randomPrefix();
        const at = (place: string, order: string) => ({ [`${index}Pk`]: `${pk}#${place}`, [`${index}Sk`]: order });
        const shows = (place: string, expected: readonly string[]) =>
          eventually(async () => {
            expect(await sortKeys({ pk: `${pk}#${place}`, index })).toEqual(expected);
          });
        await put(some(pk, '1', at('x', 'c')), some(pk, '2', at('x', 'a')), some(pk, '3', at('y', 'b')), some(pk, '4'));
        await shows('x', ['2', '1']);
        await shows('y', ['3']);
        await put(some(pk, '1', at('y', 'a')), some(pk, '2'), some(pk, '4', at('x', 'd')));
        await shows('x', ['4']);
        await shows('y', ['1', '3']);
        await items.transact([{ delete: { pk, sk: '1' } }]);
        await shows('y', ['3']);
      },
    );

    test('an index has whole items, of many partitions, with equal sort keys too', async () => {
      const pk = randomPrefix();
      const all = Array.from({ length: 9 }, (_, place) =>
        some(`${pk}#${place % 4}`, `${place}`, { duePk: pk, dueSk: `d${place % 3}`, text: 'x' }),
      );
      await put(...all);
      for (const part of [
        {},
        { limit: 2 },
        { limit: 2, descending: true },
        { beginsWith: 'd1', limit: 2 },
        { upTo: 'd1' },
      ]) {
        await eventually(async () => {
          await under.settle?.();
          const found = await gather(allItems(items, { pk, index: 'due', ...part }));
          const expected = all.filter(
            ({ dueSk = '' }) =>
              !('beginsWith' in part || 'upTo' in part) || ('upTo' in part ? dueSk <= 'd1' : dueSk.startsWith('d1')),
          );
          expect(found.toSorted((a, b) => (a.sk < b.sk ? -1 : 1))).toEqual(expected);
          const order = found.map(({ dueSk }) => dueSk);
          expect(order).toEqual('descending' in part ? order.toSorted().reverse() : order.toSorted());
        });
      }
    });
  });
}
