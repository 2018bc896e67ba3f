import { expect, test } from 'vitest';
import { folderObjects, sqliteItems } from '../../local/adapters/index.ts';
import { openDatabase } from '../../local/sqlite/database.ts';
import { hmacIds } from '../../shared/adapters/index.ts';
import { allItems, type Items, type Objects } from '../../shared/ports/index.ts';
import { auditTrail, keys, shards } from '../../shared/repositories/index.ts';
import { verifyAndKeepReceipt } from '../../shared/use-cases/index.ts';
import { gather } from '../conformance/gather.ts';
import { testFolder } from '../local/adapters/temporary-folder.ts';

const ids = hmacIds(Buffer.alloc(32, 7));
const store = (): Items => sqliteItems(openDatabase(':memory:'));

async function record(items: Items, claim: string): Promise<void> {
  const who = { kind: 'client', subject: 'ehr-1', roles: [] } as const;
  const audit = auditTrail(items, ids, { now: () => new Date('2026-11-25T10:00:00Z') });
  await audit.record({ who, what: 'shown', by: 'GET /claims', practices: ['hilltop'], claims: [claim], about: [] });
}

async function copyOf(items: Items): Promise<Items> {
  const copy = store();
  for (const shard of shards) {
    const found = await gather(allItems(items, { pk: keys.auditPartition(shard) }));
    if (found.length > 0) await copy.transact(found.map((put) => ({ put })));
  }
  return copy;
}

async function verified(items: Items, objects: Objects, day: number, receipt?: string) {
  const outcome = await verifyAndKeepReceipt({ items, ids, objects }, new Date(`2026-12-0${day}T08:00:00Z`), receipt);
  if (!outcome.ok) throw new Error(outcome.problem);
  return outcome.value;
}

const kept = async (objects: Objects) => (await gather(objects.list('receipts/'))).map(({ key }) => key).sort();

test('a copy of the store as it once was shows by the receipt that was kept last', async () => {
  const objects = folderObjects(testFolder());
  const items = store();
  await record(items, 'CLAIM1');
  const once = await copyOf(items);
  const first = await verified(items, objects, 1);
  await record(items, 'CLAIM2');
  expect((await verified(items, objects, 2)).faults).toEqual([]);
  expect(await kept(objects)).toEqual(['receipts/2026-12-01T080000.000Z', 'receipts/2026-12-02T080000.000Z']);

  const lost = 'what the receipt was given for is not there any more as it was then';
  expect((await verified(once, objects, 3)).faults).toEqual([lost]);
  expect(await kept(objects)).toHaveLength(2);
  // Whoever has put it back knowingly says from when it is.
  expect((await verified(once, objects, 4, first.receipt)).faults).toEqual([]);
  expect((await verified(once, objects, 5)).faults).toEqual([]);
});

test('a receipt that was changed where it is kept is said', async () => {
  const objects = folderObjects(testFolder());
  const items = store();
  await record(items, 'CLAIM1');
  await objects.putIfAbsent('receipts/2026-12-01T080000.000Z', 'nonsense');
  expect((await verified(items, objects, 2)).faults).toEqual(['the receipt that was kept last was changed']);
  expect(await kept(objects)).toHaveLength(1);
});
