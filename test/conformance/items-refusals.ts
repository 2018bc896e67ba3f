import { beforeAll, describe, expect, test } from 'vitest';
import { type Items, LimitExceeded, type Query, type Write } from '../../shared/ports/index.ts';
import { type ItemsUnderTest, ofBytes, some } from './items-under-test.ts';
import { randomPrefix } from './random-prefix.ts';

/** What DynamoDB refuses every adapter refuses. */
export function describeItemRefusals(underTest: () => ItemsUnderTest): void {
  describe('refuses', () => {
    let items: Items;
    beforeAll(() => {
      items = underTest().items;
    });
    const key = { pk: 'p', sk: 's' };
    const transactions: [string, (pk: string) => readonly Write[]][] = [
      ['no writes', () => []],
      ['101 writes', (pk) => Array.from({ length: 101 }, (_, place) => ({ put: some(pk, `${place}`) }))],
      ['an item above 400 KB', (pk) => [{ put: ofBytes(pk, 'b', 410 * 1024) }]],
      ['above 4 MB', (pk) => Array.from({ length: 11 }, (_, place) => ({ put: ofBytes(pk, `${place}`, 390 * 1024) }))],
      ['one item twice', (pk) => [{ put: some(pk, 'b') }, { check: { pk, sk: 'b' }, if: 'absent' }]],
      ['an empty pk', () => [{ put: some('', 'b') }]],
      ['an empty sk', (pk) => [{ delete: { pk, sk: '' } }]],
      ['a pk above 2048 bytes', (pk) => [{ put: some(pk + 'é'.repeat(1024), 'b') }]],
      ['an sk above 1024 bytes', (pk) => [{ put: some(pk, 'é'.repeat(513)) }]],
      ['half of an index', (pk) => [{ put: some(pk, 'b', { statusPk: 'x' }) }]],
      ['the other half of an index', (pk) => [{ put: some(pk, 'b', { dueSk: 'x' }) }]],
      ['an empty index key', (pk) => [{ put: some(pk, 'b', { readyPk: 'x', readySk: '' }) }]],
      ['a number that is not finite', (pk) => [{ put: some(pk, 'b', { count: Number.NaN }) }]],
      ['a number above 2^53 - 1', (pk) => [{ put: some(pk, 'b', { count: 2 ** 53 }) }]],
      ['a number that is all but 0', (pk) => [{ put: some(pk, 'b', { count: -1e-131 }) }]],
      ['a condition without attributes', (pk) => [{ put: some(pk, 'b'), if: {} }]],
    ];
    test.each(transactions)('a transaction with %s, and stores nothing of it', async (_, writes) => {
      const pk = randomPrefix();
      const refused = writes(pk);
      // A write that is fine goes first: it must not be stored either.
      const all: readonly Write[] = refused.length === 0 ? [] : [{ put: some(pk, 'a') }, ...refused];
      await expect(items.transact(refused)).rejects.toThrow(LimitExceeded);
      await expect(items.transact(all)).rejects.toThrow(LimitExceeded);
      expect((await items.query({ pk, consistent: true })).items).toEqual([]);
    });

    const queries: [string, Query][] = [
      ['an empty pk', { pk: '' }],
      ['an index read consistently', { pk: 'p', index: 'status', consistent: true }],
      ['a limit of 0', { pk: 'p', limit: 0 }],
      ['two conditions on the sort key', { pk: 'p', beginsWith: 'a', upTo: 'b' }],
      ['an empty beginsWith', { pk: 'p', beginsWith: '' }],
      ['an after that is no next', { pk: 'p', after: 'x' }],
    ];
    test.each(queries)('a query with %s', async (_, query) => {
      await expect(items.query(query)).rejects.toThrow(LimitExceeded);
    });

    test('a get with an empty key', async () => {
      await expect(items.get({ ...key, pk: '' })).rejects.toThrow(LimitExceeded);
      await expect(items.get({ ...key, sk: '' })).rejects.toThrow(LimitExceeded);
    });
  });
}
