import { expect, test } from 'vitest';
import { indexWriteUnits, itemBytes, readUnits, storedBytes, writeUnits } from '../../bench/cost/dynamodb-units.ts';
import type { Item } from '../../shared/ports/index.ts';

const item = (more: Partial<Item> = {}): Item => ({ pk: 'P', sk: 'S', schemaVersion: 1, ...more });
const large = (bytes: number, more: Partial<Item> = {}): Item => item({ body: 'x'.repeat(bytes), ...more });
const inIndex = (sk: string) => ({ statusPk: 'A', statusSk: sk });

test.each([
  ['keys, and a number', item(), 2 + 1 + 2 + 1 + 13 + 2],
  ['a text of two bytes a letter', item({ a: 'éé' }), 21 + 1 + 4],
  ['true, null', item({ a: true, b: null }), 21 + 4],
  ['a list', item({ a: ['x', 'yz'] }), 21 + 1 + 3 + 2 + 3],
  ['a map', item({ a: { bc: 'd' } }), 21 + 1 + 3 + 1 + 2 + 1],
  ['a long number', item({ a: 12345 }), 21 + 1 + 4],
])('bytes of an item: %s', (_what, one, bytes) => {
  expect(itemBytes(one)).toBe(bytes);
});

test.each([
  ['a small item', undefined, item(), false, 1],
  ['… in a transaction', undefined, item(), true, 2],
  ['the larger of before and after', large(3000), item(), false, 3],
  ['a deletion', large(1500), undefined, true, 4],
  ['a check of nothing', undefined, undefined, true, 2],
])('write units: %s', (_what, before, after, isTransaction, units) => {
  expect(writeUnits(before, after, isTransaction)).toBe(units);
});

test.each([
  ['nothing', [], true, 1],
  ['nothing, perhaps late', [], false, 0.5],
  ['items together', [large(3000), large(3000)], true, 2],
  ['… perhaps late', [large(3000), large(3000)], false, 1],
])('read units: %s', (_what, items, isConsistent, units) => {
  expect(readUnits(items, isConsistent)).toBe(units);
});

test.each([
  ['in none', item(), item({ a: 1 }), 0],
  ['appears', undefined, large(1500, inIndex('1')), 2],
  ['goes', large(1500, inIndex('1')), item(), 2],
  ['stays as it is', large(1500, inIndex('1')), large(1500, inIndex('1')), 0],
  ['changes', item(inIndex('1')), large(1500, inIndex('1')), 2],
  ['moves', large(1500, inIndex('1')), item(inIndex('2')), 3],
])('write units of an index: %s', (_what, before, after, units) => {
  expect(indexWriteUnits(before, after)).toBe(units);
});

test('what is kept has a hundred bytes more, and again in each index', () => {
  expect(storedBytes(item())).toEqual({ table: 121, indexes: 0 });
  const bytes = 21 + 100 + 'statusPk'.length + 'statusSk'.length + 2;
  expect(storedBytes(item(inIndex('1')))).toEqual({ table: bytes, indexes: bytes });
});
