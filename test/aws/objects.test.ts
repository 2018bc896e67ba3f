import { randomBytes } from 'node:crypto';
import { ListMultipartUploadsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Buckets, s3Client, s3Objects } from '../../functions/adapters/index.ts';
import type { Objects } from '../../shared/ports/index.ts';
import { gather } from '../conformance/gather.ts';
import { randomPrefix } from '../conformance/random-prefix.ts';
import { awsEndpoint } from './aws-endpoint.ts';
import { makeBucket, type TestResource } from './test-resources.ts';

describe.runIf(awsEndpoint)('objects in S3', () => {
  const client = s3Client();
  const made: TestResource[] = [];
  let buckets: Buckets;
  let objects: Objects;
  beforeAll(async () => {
    const prefix = `claimwright-${randomPrefix()}`;
    buckets = { inbox: `${prefix}-inbox`, documents: `${prefix}-documents`, edi: `${prefix}-edi` };
    for (const name of Object.values(buckets)) made.push(await makeBucket(name));
    objects = s3Objects(client, buckets);
  });
  afterAll(async () => {
    for (const { remove } of made) await remove();
  });

  test('a large object goes in parts, once', async () => {
    const body = randomBytes(20 * 1024 * 1024);
    expect(await objects.putIfAbsent('archive/LARGE', body)).toBe('put');
    expect(body.equals((await objects.get('archive/LARGE')) ?? Buffer.alloc(0))).toBe(true);
    expect(await objects.putIfAbsent('archive/LARGE', body)).toBe('exists');
    expect(await objects.putIfAbsent('archive/LARGE', body.subarray(1))).toBe('exists-different');
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: buckets.edi }));
    expect(Uploads).toEqual([]);
  });

  test('a version of the inbox stays what it was when it is overwritten', async () => {
    const put = async (Body: string) => {
      const answer = await client.send(new PutObjectCommand({ Bucket: buckets.inbox, Key: 'inbox/a.837', Body }));
      return answer.VersionId;
    };
    const first = await put('first');
    await put('second');
    const text = async (version?: string) => Buffer.from((await objects.get('inbox/a.837', version)) ?? []).toString();
    expect([await text(first), await text()]).toEqual(['first', 'second']);
  });

  const names = ['.hidden', 'a b+c%20d.837', 'a//b', 'é\u{1f600}', "it's (1) & <2>", 'back\\slash', 'a/', 'tab\there'];
  test.each(names)('the inbox takes the name %j', async (name) => {
    const key = `inbox/names/${name}`;
    expect(await objects.putIfAbsent(key, name)).toBe('put');
    expect(Buffer.from((await objects.get(key)) ?? []).toString()).toBe(name);
    expect((await gather(objects.list('inbox/names/'))).map((found) => found.key)).toContain(key);
  });
});
