import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  allItems,
  type Condition,
  type IndexName,
  type Item,
  type ItemKey,
  indexNames,
  type Query,
  type TransactionOutcome,
  type Write,
} from '../../shared/ports/index.ts';
import { eventually } from './eventually.ts';
import { gather } from './gather.ts';
import type { ItemsUnderTest } from './items-under-test.ts';
import { randomPrefix } from './random-prefix.ts';

const byUtf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const keyOf = (write: Write): ItemKey => ('put' in write ? write.put : 'delete' in write ? write.delete : write.check);
const textOf = ({ pk, sk }: ItemKey): string => JSON.stringify([pk, sk]);

/** The port as simply as it can be said. */
class ModelItems {
  readonly stored = new Map<string, Item>();

  transact(writes: readonly Write[]): TransactionOutcome {
    const failedConditions = writes.flatMap((write, position) => (this.#holds(write) ? [] : [position]));
    if (failedConditions.length > 0) return { failedConditions };
    for (const write of writes) {
      if ('put' in write) this.stored.set(textOf(write.put), write.put);
      if ('delete' in write) this.stored.delete(textOf(write.delete));
    }
    return 'done';
  }

  #holds(write: Write): boolean {
    const item = this.stored.get(textOf(keyOf(write)));
    if (write.if === undefined) return true;
    if (write.if === 'absent') return item === undefined;
    if (write.if === 'present') return item !== undefined;
    return item !== undefined && Object.entries(write.if).every(([name, value]) => item[name] === value);
  }

  query({ pk, index, beginsWith = '', upTo, descending }: Query): Item[] {
    const found = [...this.stored.values()].filter((item) => {
      const { pk: partition, sk: sortKey } = placeIn(index, item);
      if (partition !== pk || sortKey === undefined || !sortKey.startsWith(beginsWith)) return false;
      return upTo === undefined || byUtf8(sortKey, upTo) <= 0;
    });
    found.sort(
      (a, b) => byUtf8(placeIn(index, a).sk ?? '', placeIn(index, b).sk ?? '') || byUtf8(textOf(a), textOf(b)),
    );
    return descending ? found.reverse() : found;
  }
}

function placeIn(index: IndexName | undefined, item: Item): { pk?: string | undefined; sk?: string | undefined } {
  if (index === 'status') return { pk: item.statusPk, sk: item.statusSk };
  if (index === 'ready') return { pk: item.readyPk, sk: item.readySk };
  if (index === 'due') return { pk: item.duePk, sk: item.dueSk };
  return item;
}

const partitions = ['p', 'q'];
const sortKeys = ['a', 'a#', 'a#1', 'b', 'é', '\uff21', '\u{1f600}'];
const oneOf = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const key = fc.record({ pk: oneOf(...partitions), sk: oneOf(...sortKeys) });
const content = fc.record({ text: oneOf('x', 'y'), count: fc.nat(2), flag: fc.boolean() }, { requiredKeys: [] });
const place = (index: IndexName) =>
  maybe(fc.tuple(oneOf(...partitions), oneOf(...sortKeys))).map((chosen) =>
    chosen === undefined ? {} : { [`${index}Pk`]: chosen[0], [`${index}Sk`]: chosen[1] },
  );
const item = fc
  .tuple(key, content, ...indexNames.map(place))
  .map((parts): Item => Object.assign({ schemaVersion: 1 }, ...parts));
const condition: fc.Arbitrary<Condition> = fc.oneof(
  oneOf<Condition>('absent', 'present'),
  content.filter((attributes) => Object.keys(attributes).length > 0) as fc.Arbitrary<Condition>,
);
const write: fc.Arbitrary<Write> = fc.oneof(
  { weight: 3, arbitrary: item.map((put) => ({ put })) },
  { weight: 3, arbitrary: fc.record({ put: item, if: condition }) },
  { weight: 1, arbitrary: key.map((target) => ({ delete: target })) },
  { weight: 1, arbitrary: fc.record({ delete: key, if: condition }) },
  { weight: 1, arbitrary: fc.record({ check: key, if: condition }) },
);
const transaction = fc.uniqueArray(write, { selector: (one) => textOf(keyOf(one)), minLength: 1, maxLength: 4 });
const range = fc.oneof(
  fc.constant({}),
  fc.record({ beginsWith: oneOf(...sortKeys) }),
  fc.record({ upTo: oneOf(...sortKeys) }),
);
const query = fc
  .tuple(oneOf(...partitions), range, fc.boolean(), maybe(fc.integer({ min: 1, max: 3 })))
  .map(([pk, bounds, descending, limit]): Query => ({ pk, ...bounds, descending, ...(limit && { limit }) }));
const step = fc.oneof({ weight: 3, arbitrary: transaction }, { weight: 1, arbitrary: query });

/** Each run lives in partitions of its own, of the table and of the indexes. */
function prefixed<Value extends object>(prefix: string, value: Value): Value {
  const names = ['pk', 'statusPk', 'readyPk', 'duePk'];
  const entries = Object.entries(value).map(([name, part]) => {
    if (names.includes(name)) return [name, `${prefix}${part}`];
    return [name, ['put', 'delete', 'check'].includes(name) ? prefixed(prefix, part) : part];
  });
  return Object.fromEntries(entries);
}

/** Random transactions and queries give what the model gives; the indexes do so in the end. */
export function describeItemsLikeModel(underTest: () => ItemsUnderTest, runs: number): void {
  test('behaves like the model', { timeout: 600_000 }, async () => {
    const { items, settle } = underTest();
    const run = async (steps: readonly (readonly Write[] | Query)[], indexQueries: readonly Query[]) => {
      const prefix = randomPrefix();
      const model = new ModelItems();
      for (const one of steps) {
        if ('pk' in one) {
          const asked = prefixed(prefix, one);
          const found = await gather(allItems(items, { ...asked, consistent: true }));
          expect(found).toEqual(model.query(asked));
        } else {
          const writes = one.map((each) => prefixed(prefix, each));
          expect(await items.transact(writes)).toEqual(model.transact(writes));
        }
      }
      for (const stored of model.stored.values()) expect(await items.get(stored)).toEqual(stored);
      for (const [position, one] of indexQueries.entries()) {
        const index = indexNames[position % indexNames.length] ?? 'due';
        const asked: Query = { ...prefixed(prefix, one), index };
        await eventually(async () => {
          await settle?.();
          const found = await gather(allItems(items, asked));
          const expected = model.query(asked);
          // Items with the same sort key come in any order.
          expect(found.map((each) => placeIn(index, each).sk)).toEqual(expected.map((each) => placeIn(index, each).sk));
          const byKey = (a: Item, b: Item) => byUtf8(textOf(a), textOf(b));
          expect(found.toSorted(byKey)).toEqual(expected.toSorted(byKey));
        });
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.array(query, { minLength: 3, maxLength: 6 }), run),
      { numRuns: runs },
    );
  });
}
