import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamodbClient, dynamodbItems, s3Client, s3Objects } from '../../functions/adapters/index.ts';
import type { Items, Objects, Write } from '../../shared/ports/index.ts';
import { some } from '../conformance/items-under-test.ts';
import { randomPrefix } from '../conformance/random-prefix.ts';
import { awsEndpoint } from './aws-endpoint.ts';
import { makeBucket, makeTable, type TestResource } from './test-resources.ts';

const partBytes = 8 * 1024 * 1024;

/** Loses the answers of as many attempts of each call, after AWS has done what it was asked. */
function loseAnswers(client: ReturnType<typeof dynamodbClient> | ReturnType<typeof s3Client>, attempts: number): void {
  const lost = new Map<string, number>();
  // The two clients' stacks differ in the types of their commands only.
  const stack = client.middlewareStack as ReturnType<typeof dynamodbClient>['middlewareStack'];
  stack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const call = JSON.stringify([
        args.request && (args.request as { body?: unknown; path?: unknown }).path,
        args.input,
      ]);
      const before = lost.get(call) ?? 0;
      lost.set(call, before + 1);
      if (before >= attempts) return answer;
      throw Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' });
    },
    // After the retries: each attempt passes here.
    { step: 'finalizeRequest', priority: 'low', name: 'loseAnswers' },
  );
}

describe.runIf(awsEndpoint).each([1, 4])('%i answers of each call are lost', (attempts) => {
  const prefix = `claimwright-${randomPrefix()}`;
  const made: TestResource[] = [];
  let items: Items;
  let honest: Items;
  let objects: Objects;
  beforeAll(async () => {
    const [table, bucket] = await Promise.all([makeTable(`${prefix}-items`), makeBucket(`${prefix}-edi`)]);
    made.push(table, bucket);
    const [unlucky, unluckyS3] = [dynamodbClient(), s3Client()];
    loseAnswers(unlucky, attempts);
    loseAnswers(unluckyS3, attempts);
    items = dynamodbItems(unlucky, table.name);
    honest = dynamodbItems(dynamodbClient(), table.name);
    objects = s3Objects(unluckyS3, { inbox: bucket.name, documents: bucket.name, edi: bucket.name });
  });
  afterAll(async () => {
    for (const { remove } of made) await remove();
  });

  const key = { pk: 'p', sk: 'a' };
  const rows: [string, readonly Write[], unknown][] = [
    ['a put if absent', [{ put: some('p', 'a', { count: 1 }), if: 'absent' }], 'done'],
    ['a compare and set', [{ put: some('p', 'a', { count: 2 }), if: { count: 1 } }], 'done'],
    ['a put without condition', [{ put: some('p', 'a', { count: 3 }) }], 'done'],
    [
      'several',
      [
        { put: some('p', 'a', { count: 4 }), if: { count: 3 } },
        { put: some('p', 'b'), if: 'absent' },
      ],
      'done',
    ],
    ['a condition that fails', [{ put: some('p', 'a'), if: 'absent' }], { failedConditions: [0] }],
    ['a delete if present', [{ delete: key, if: 'present' }], 'done'],
    ['the first one, wanted again', [{ put: some('p', 'a', { count: 1 }), if: 'absent' }], 'done'],
  ];
  test.each(rows)('%s is what it is', async (_, writes, outcome) => {
    expect(await items.transact(writes)).toEqual(outcome);
  });

  test('all of that took effect', async () => {
    expect(await honest.get(key)).toEqual(some('p', 'a', { count: 1 }));
  });

  // Each new upload in parts loses its own answers, so it ends where the SDK's own retries reach.
  test.each(attempts === 1 ? [10, partBytes * 2 + 10] : [10])('an object of %i bytes is there whole', async (size) => {
    const body = Buffer.alloc(size, 'x');
    const key = `edi/${size}`;
    expect(['put', 'exists']).toContain(await objects.putIfAbsent(key, body));
    expect(body.equals((await objects.get(key)) ?? Buffer.alloc(0))).toBe(true);
    expect(await objects.putIfAbsent(key, 'other')).toBe('exists-different');
  });
});
