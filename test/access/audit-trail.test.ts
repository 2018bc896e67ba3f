import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { sqliteItems } from '../../local/adapters/index.ts';
import { openDatabase } from '../../local/sqlite/database.ts';
import { hmacIds } from '../../shared/adapters/index.ts';
import { type AuditEntry, allItems, type Item, type Items } from '../../shared/ports/index.ts';
import { AuditUnavailable, auditTrail, chainRecords, keys, shards } from '../../shared/repositories/index.ts';
import { verifyAudit } from '../../shared/use-cases/index.ts';

const ids = hmacIds(Buffer.alloc(32, 7));
const clock = { now: () => new Date('2026-11-25T10:00:00Z') };

function entry(number: number): Omit<AuditEntry, 'at'> {
  return {
    who: { kind: 'client', subject: 'ehr-1', roles: [] },
    what: 'shown',
    by: 'GET /claims/{id}',
    practices: ['hilltop'],
    claims: [`AAAAAAAAAAAAA${number}`],
    about: [],
    requestId: `request-${number}`,
    status: 200,
  };
}

const store = (): Items => sqliteItems(openDatabase(':memory:'));

/** A store in which one writer has recorded so many entries, one after the other: all are in one chain. */
async function recorded(count: number): Promise<{ items: Items; chain: string; at: (number: number) => string }> {
  const items = store();
  const audit = auditTrail(items, ids, clock);
  for (let number = 1; number <= count; number += 1) await audit.record(entry(number));
  const used: string[] = [];
  for (const shard of shards) for await (const record of chainRecords(items, shard)) used.push(record.shard);
  expect(new Set(used).size).toBe(1);
  const [chain = ''] = used;
  return { items, chain, at: (number) => `R#${String(number).padStart(12, '0')}` };
}

async function verified(items: Items, receipt?: string) {
  const outcome = await verifyAudit({ items, ids }, receipt);
  if (!outcome.ok) throw new Error(outcome.problem);
  return outcome.value;
}

async function itemAt(items: Items, chain: string, sk: string): Promise<Item> {
  const item = await items.get({ pk: keys.auditPartition(chain), sk });
  if (item === undefined) throw new Error(`there is no ${sk}`);
  return item;
}

type Tamper = (store: { items: Items; chain: string; at: (number: number) => string }) => Promise<unknown>;
const changed: Tamper = async ({ items, chain, at }) => {
  const item = await itemAt(items, chain, at(3));
  const body = item['body'] as unknown as { entry: AuditEntry };
  const other = { ...item, body: { ...body, entry: { ...body.entry, claims: [] } } };
  return items.transact([{ put: other as Item }]);
};
const emptied: Tamper = async ({ items, chain, at }) =>
  items.transact([{ put: { ...(await itemAt(items, chain, at(3))), body: { number: 3, seal: 'A' } } }]);
const removed =
  (number: number): Tamper =>
  ({ items, chain, at }) =>
    items.transact([{ delete: { pk: keys.auditPartition(chain), sk: at(number) } }]);
const swapped: Tamper = async ({ items, chain, at }) => {
  const [second, fourth] = [await itemAt(items, chain, at(2)), await itemAt(items, chain, at(4))];
  return items.transact([{ put: { ...second, sk: at(4) } }, { put: { ...fourth, sk: at(2) } }]);
};
const copied: Tamper = async ({ items, chain, at }) =>
  items.transact([{ put: { ...(await itemAt(items, chain, at(2))), sk: at(9) } }]);
const added: Tamper = async ({ items, chain, at }) => {
  const item = await itemAt(items, chain, at(6));
  const body = { ...(item['body'] as object), number: 7 };
  return items.transact([{ put: { ...item, sk: at(7), body } }]);
};
const headMovedBack: Tamper = async ({ items, chain, at }) => {
  const head = await itemAt(items, chain, 'HEAD');
  const { seal } = (await itemAt(items, chain, at(5)))['body'] as { seal: string };
  const body = { ...(head['body'] as object), count: 5, seal };
  await removed(6)({ items, chain, at });
  return items.transact([{ put: { ...head, count: 5, body } as Item }]);
};
const chainGone: Tamper = async ({ items, chain }) => {
  for await (const { pk, sk } of allItems(items, { pk: keys.auditPartition(chain) })) {
    await items.transact([{ delete: { pk, sk } }]);
  }
};

describe('the audit record', () => {
  test('is found whole when nobody has touched it', async () => {
    const { items } = await recorded(6);
    expect(await verified(items)).toMatchObject({ records: 6, faults: [] });
    expect(await verified(store())).toMatchObject({ records: 0, faults: [] });
  });

  test.each<[string, Tamper, string]>([
    ['changed', changed, 'record 3 was changed'],
    ['emptied', emptied, 'record 3 was changed'],
    ['removed', removed(3), 'records 3 to 3 are missing'],
    ['removed at the beginning', removed(1), 'records 1 to 1 are missing'],
    ['removed at the end', removed(6), 'records 6 to 6 are missing'],
    ['put in another order', swapped, 'records 2 to 3 are missing'],
    ['copied', copied, 'record 2 stands where it was not written'],
    ['added', added, 'record 7 follows its end'],
    ['removed with the end moved back', headMovedBack, 'its end was changed'],
    ['removed as a whole chain', chainGone, 'its end is missing'],
  ])('shows what was %s', async (_what, tamper, fault) => {
    const written = await recorded(6);
    await tamper(written);
    expect((await verified(written.items)).faults).toContain(`chain ${written.chain}: ${fault}`);
  });

  test('put back to how it stood before, shows by the receipt that was given since', async () => {
    const { items, chain } = await recorded(3);
    const pk = keys.auditPartition(chain);
    const head = await itemAt(items, chain, 'HEAD');
    await auditTrail(items, ids, clock).record(entry(4));
    for (const shard of shards)
      if (shard !== chain) expect((await itemAt(items, shard, 'HEAD'))['count']).toBeLessThan(2);
    const { receipt } = await verified(items);
    expect((await verified(items, receipt)).faults).toEqual([]);
    const later = auditTrail(items, ids, clock);
    await later.record(entry(5));
    expect((await verified(items, receipt)).faults).toEqual([]);
    for await (const { sk } of allItems(items, { pk })) await items.transact([{ delete: { pk, sk } }]);
    await items.transact([{ put: { ...head, count: 0, body: head['body'] ?? null } }]);
    expect((await verified(items, receipt)).faults).toContain(
      'what the receipt was given for is not there any more as it was then',
    );
  });

  test('takes no receipt of another home, and none that is cut', async () => {
    const { items } = await recorded(2);
    const { receipt } = await verified(items);
    const other = await verifyAudit({ items, ids: hmacIds(Buffer.alloc(32, 8)) }, receipt);
    expect(other.ok && other.value.faults).toContain(
      'what the receipt was given for is not there any more as it was then',
    );
    expect(await verifyAudit({ items, ids }, receipt.slice(1, -1))).toEqual({ ok: false, problem: 'receipt-invalid' });
  });

  test('has every entry of many writers once, and what comes together shares a transaction', async () => {
    const items = store();
    let transactions = 0;
    const slow: Items = {
      ...items,
      async transact(writes) {
        transactions += 1;
        await sleep(1);
        return items.transact(writes);
      },
    };
    const writers = Array.from({ length: 20 }, () => auditTrail(slow, ids, clock));
    const all = Array.from({ length: 1000 }, (_, number) => entry(number));
    await Promise.all(all.map((each, number) => writers[number % writers.length]?.record(each)));
    const found: string[] = [];
    for (const shard of shards) {
      for await (const record of chainRecords(items, shard)) found.push(record.entry.requestId ?? '');
    }
    expect(found.sort()).toEqual(all.map(({ requestId }) => requestId ?? '').sort());
    expect((await verified(items)).faults).toEqual([]);
    expect(transactions).toBeLessThan(200);
  });

  test('says so when it could not be stored', async () => {
    const items = store();
    const taken: Items = { ...items, transact: async () => ({ failedConditions: [0] }) };
    await expect(auditTrail(taken, ids, clock).record(entry(1))).rejects.toThrow(AuditUnavailable);
    const broken: Items = { ...items, transact: () => Promise.reject(new Error('no disk')) };
    const audit = auditTrail(broken, ids, clock);
    await expect(audit.record(entry(1))).rejects.toThrow('no disk');
    await expect(audit.record(entry(2))).rejects.toThrow('no disk');
  });
});
