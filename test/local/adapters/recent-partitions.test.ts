import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqliteItems } from '../../../local/adapters/index.ts';
import { openDatabase } from '../../../local/sqlite/database.ts';
import { writeKey } from '../../../shared/adapters/index.ts';
import type { Condition, Write } from '../../../shared/ports/index.ts';
import { testFolder } from './temporary-folder.ts';

const pks = ['p', 'q'];
// The last two are in another order in UTF-8 than in strings.
const sks = ['CLAIM', 'MAIL#1', 'MAIL#2', '\u{1f600}', '\uffee'];
// One is too large to be kept.
const bodies = fc.oneof({ weight: 8, arbitrary: fc.nat(3) }, fc.constant('x'.repeat(40_000)));

const key = fc.record({ pk: fc.constantFrom(...pks), sk: fc.constantFrom(...sks) });
const condition: fc.Arbitrary<Condition | undefined> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(undefined) },
  fc.constantFrom('absent' as const, 'present' as const),
  fc.nat(3).map((body) => ({ body })),
);
const write: fc.Arbitrary<Write> = fc
  .tuple(key, condition, fc.option(bodies, { freq: 3 }))
  .map(([at, given, body]): Write => {
    const when = given === undefined ? {} : { if: given };
    return body === null ? { delete: at, ...when } : { put: { ...at, schemaVersion: 1, body }, ...when };
  });
const writes = fc.uniqueArray(write, {
  maxLength: 4,
  minLength: 1,
  selector: (each) => {
    const { pk, sk } = writeKey(each);
    return `${pk} ${sk}`;
  },
});
// Both of the others empty the memory.
const by = fc.oneof(
  { weight: 6, arbitrary: fc.constant('us' as const) },
  fc.constantFrom('another' as const, 'undone' as const),
);
const steps = fc.array(fc.record({ by, writes }), { maxLength: 20 });

test('what is kept in memory is what the file holds, whoever writes and whatever is undone', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const path = join(testFolder(), 'home.sqlite');
      const [ours, theirs] = [openDatabase(path, undefined, false), openDatabase(path, undefined, false)];
      try {
        const [items, others] = [sqliteItems(ours), sqliteItems(theirs)];
        const stored = theirs.sql.prepare('SELECT body FROM items WHERE pk = ? ORDER BY sk');
        const seeAll = async (bySks: boolean) => {
          for (const pk of pks) {
            const there = stored.all(pk).map(({ body }) => JSON.parse(String(body)));
            const seeEach = async () => {
              for (const sk of sks) expect(await items.get({ pk, sk })).toEqual(there.find((each) => each.sk === sk));
            };
            if (bySks) await seeEach();
            expect((await items.query({ pk, consistent: true })).items).toEqual(there);
            const mail = there.filter(({ sk }) => sk.startsWith('MAIL#'));
            expect((await items.query({ pk, beginsWith: 'MAIL#' })).items).toEqual(mail);
            await seeEach();
          }
        };
        for (const [at, { by, writes: some }] of all.entries()) {
          await seeAll(at % 2 === 0);
          if (by === 'us') await items.transact(some);
          else if (by === 'another') await others.transact(some);
          else await Promise.allSettled([items.transact(some), ours.write(() => ours.sql.exec('ROLLBACK'))]);
        }
        await seeAll(true);
      } finally {
        ours.close();
        theirs.close();
      }
    }),
    { numRuns: process.env['SAMPLES'] === 'many' ? 1000 : 60 },
  );
});

test('a transaction is judged by what the partition held, kept or not', async () => {
  const database = openDatabase(':memory:');
  const items = sqliteItems(database);
  const claim = { pk: 'p', sk: 'CLAIM', schemaVersion: 1 };
  await items.transact([{ put: { ...claim, revision: 1 } }]);
  await items.query({ pk: 'p' });
  const step = (from: number) => items.transact([{ put: { ...claim, revision: from + 1 }, if: { revision: from } }]);
  expect(await step(1)).toBe('done');
  expect(await step(1)).toEqual({ failedConditions: [0] });
  // Of two in one group the second sees the first.
  expect(await Promise.all([step(2), step(2), step(3)])).toEqual(['done', { failedConditions: [0] }, 'done']);
  expect(await items.get(claim)).toEqual({ ...claim, revision: 4 });
  database.close();
});
