import { describe, expect, test } from 'vitest';
import { sqliteItems } from '../../local/adapters/index.ts';
import { openDatabase } from '../../local/sqlite/database.ts';
import type { Item, Items, Query } from '../../shared/ports/index.ts';
import { Seen, scopedItems } from '../../shared/repositories/index.ts';

const item = (pk: string, sk: string, body: object = {}, more: object = {}): Item =>
  ({ pk, sk, schemaVersion: 1, body, ...more }) as Item;

const stored: readonly Item[] = [
  item('P#mine#C#CLAIM1', 'CLAIM', {}, { statusPk: 'P#mine#CLAIMS#00', statusSk: '1' }),
  item('P#mine#C#CLAIM1', 'WAIT'),
  item('P#mine-too#C#CLAIM2', 'CLAIM'),
  item('P#theirs#C#CLAIM9', 'CLAIM', {}, { statusPk: 'P#theirs#CLAIMS#00', statusSk: '1' }),
  item('P#mine#R#REMITTANCE1', 'REMITTANCE'),
  item('PCN#CLAIM1', 'PCN', { practiceId: 'mine' }),
  item('PCN#CLAIM9', 'PCN', { practiceId: 'theirs' }),
  item('PRACTICES', 'mine', { practiceId: 'mine' }),
  item('PRACTICES', 'theirs', { practiceId: 'theirs' }),
  item('FILE#OURS', 'FILE', { practiceIds: ['mine'] }, { statusPk: 'FILES#00', statusSk: '1' }),
  item('FILE#OURS', 'ASIDE#1'),
  item('FILE#BOTH', 'FILE', { practiceIds: ['mine', 'theirs'] }, { statusPk: 'FILES#00', statusSk: '2' }),
  item('FILE#BOTH', 'ASIDE#1'),
  item('FILE#UNREAD', 'FILE', {}, { statusPk: 'FILES#00', statusSk: '3' }),
  item('ACCESS', 'ehr-1', { subject: 'ehr-1' }),
  item('NUM#arrivals', 'NUM', { last: 3 }),
];

async function opened(): Promise<{ items: Items; reads: string[] }> {
  const store = sqliteItems(openDatabase(':memory:'));
  await store.transact(stored.map((put) => ({ put })));
  const reads: string[] = [];
  const items: Items = {
    ...store,
    get(key) {
      reads.push('get');
      return store.get(key);
    },
    query(query) {
      reads.push('query');
      return store.query(query);
    },
  };
  return { items, reads };
}

const names = (items: readonly Item[]) => items.map(({ pk, sk }) => `${pk} ${sk}`);

describe('the store, as one practice’s caller sees it', () => {
  test.each<[pk: string, sk: string, isThere: boolean]>([
    ['P#mine#C#CLAIM1', 'CLAIM', true],
    ['P#mine-too#C#CLAIM2', 'CLAIM', false],
    ['P#theirs#C#CLAIM9', 'CLAIM', false],
    ['PCN#CLAIM1', 'PCN', true],
    ['PCN#CLAIM9', 'PCN', false],
    ['PRACTICES', 'mine', true],
    ['PRACTICES', 'theirs', false],
    ['FILE#OURS', 'FILE', true],
    ['FILE#OURS', 'ASIDE#1', true],
    ['FILE#BOTH', 'FILE', false],
    ['FILE#BOTH', 'ASIDE#1', false],
    ['FILE#UNREAD', 'FILE', false],
    ['ACCESS', 'ehr-1', false],
    ['NUM#arrivals', 'NUM', false],
  ])('%s %s is there: %s', async (pk, sk, isThere) => {
    const { items, reads } = await opened();
    const all = scopedItems(items, 'all', new Seen());
    expect(await all.get({ pk, sk })).toBeDefined();
    reads.length = 0;
    const scoped = scopedItems(items, ['mine'], new Seen());
    expect((await scoped.get({ pk, sk })) !== undefined).toBe(isThere);
    const [taken] = [reads.splice(0)];
    if (isThere) return;
    // As many reads as what does not exist.
    await scoped.get({ pk: pk.replace(/[A-Z0-9a-z-]+$/, 'NOTHING'), sk });
    expect(reads).toEqual(taken);
  });

  test.each<[Query, string[]]>([
    [{ pk: 'P#mine#C#CLAIM1' }, ['P#mine#C#CLAIM1 CLAIM', 'P#mine#C#CLAIM1 WAIT']],
    [{ pk: 'P#theirs#C#CLAIM9' }, []],
    [{ pk: 'P#theirs#CLAIMS#00', index: 'status' }, []],
    [{ pk: 'P#mine#CLAIMS#00', index: 'status' }, ['P#mine#C#CLAIM1 CLAIM']],
    [{ pk: 'PRACTICES' }, ['PRACTICES mine']],
    [{ pk: 'FILES#00', index: 'status' }, ['FILE#OURS FILE']],
    [{ pk: 'FILE#OURS', beginsWith: 'ASIDE#' }, ['FILE#OURS ASIDE#1']],
    [{ pk: 'FILE#BOTH', beginsWith: 'ASIDE#' }, []],
    [{ pk: 'ACCESS' }, []],
  ])('query %o', async (query, found) => {
    const { items } = await opened();
    expect(names((await scopedItems(items, ['mine'], new Seen()).query(query)).items)).toEqual(found);
    expect((await scopedItems(items, 'all', new Seen()).query(query)).items).not.toEqual([]);
  });

  test('notes which claims and what else was read, of what was shown alone', async () => {
    const { items } = await opened();
    const seen = new Seen();
    const scoped = scopedItems(items, ['mine'], seen);
    await scoped.query({ pk: 'P#mine#C#CLAIM1' });
    await scoped.get({ pk: 'P#theirs#C#CLAIM9', sk: 'CLAIM' });
    await scoped.get({ pk: 'P#mine#R#REMITTANCE1', sk: 'REMITTANCE' });
    await scoped.get({ pk: 'FILE#OURS', sk: 'FILE' });
    await scoped.get({ pk: 'FILE#BOTH', sk: 'FILE' });
    expect([...seen.practices]).toEqual(['mine']);
    expect([...seen.claims]).toEqual(['CLAIM1']);
    expect([...seen.about]).toEqual(['REMITTANCE1', 'OURS']);
  });

  test('takes no write to another practice, alone or among others', async () => {
    const { items } = await opened();
    const scoped = scopedItems(items, ['mine'], new Seen());
    const [ours, theirs] = [item('P#mine#C#CLAIM1', 'NEW'), item('P#theirs#C#CLAIM9', 'NEW')];
    await expect(scoped.transact([{ put: ours }, { put: theirs }])).rejects.toThrow('out of the scope');
    await expect(scoped.transact([{ delete: { pk: theirs.pk, sk: 'CLAIM' } }])).rejects.toThrow('out of the scope');
    await expect(scoped.transact([{ check: { pk: theirs.pk, sk: 'CLAIM' }, if: 'present' }])).rejects.toThrow('out');
    expect(await items.get({ pk: ours.pk, sk: 'NEW' })).toBeUndefined();
    expect(await scoped.transact([{ put: ours }])).toBe('done');
  });
});
