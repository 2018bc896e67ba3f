import { crc32 } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeAll, expect, test, vi } from 'vitest';
import { s3Links, s3SigningClient } from '../../../functions/adapters/index.ts';
import { folderObjects } from '../../../local/adapters/index.ts';
import type { Objects } from '../../../shared/ports/index.ts';
import { SafeError } from '../../../shared/safe-error.ts';
import { describeLinks } from '../../conformance/links.ts';
import { makeFolder } from '../../local/adapters/temporary-folder.ts';

beforeAll(() => {
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});

const buckets = { inbox: 'the-inbox', documents: 'the-documents', edi: 'the-edi' };

/** Answers links as S3 does: by what it would have signed itself, its time, and the checksum that the link names. */
function answeringAsS3(client: S3Client, objects: Objects, now: () => Date) {
  return async (request: Request): Promise<Response> => {
    const { hostname, pathname, searchParams } = new URL(request.url);
    const [Bucket = ''] = hostname.split('.');
    const Key = decodeURIComponent(pathname.slice(1));
    const date = searchParams.get('X-Amz-Date')?.replace(/^(\d{4})(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z') ?? '';
    const expiresIn = Number(searchParams.get('X-Amz-Expires'));
    const signingDate = new Date(date);
    if (Number.isNaN(signingDate.getTime()) || !(expiresIn > 0)) return new Response(null, { status: 403 });
    const isPut = request.method === 'PUT';
    const command = isPut ? new PutObjectCommand({ Bucket, Key }) : new GetObjectCommand({ Bucket, Key });
    const right = await getSignedUrl(client, command, { expiresIn, signingDate });
    const isOver = now().getTime() > signingDate.getTime() + expiresIn * 1000;
    if (right !== request.url || isOver) return new Response(null, { status: 403 });
    if (!isPut) {
      const found = await objects.get(Key);
      return found === undefined ? new Response(null, { status: 404 }) : new Response(new Uint8Array(found));
    }
    const body = new Uint8Array(await request.arrayBuffer());
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    const named = searchParams.get('x-amz-checksum-crc32') ?? sum.toString('base64');
    if (named !== sum.toString('base64')) return new Response(null, { status: 400 });
    await objects.putIfAbsent(Key, body);
    return new Response(null, { status: 200 });
  };
}

describeLinks('S3', async () => {
  const { path, remove } = makeFolder();
  let nowMs = Date.parse('2026-03-10T08:00:00Z');
  const now = () => new Date(nowMs);
  const client = s3SigningClient();
  const objects = folderObjects(path);
  return {
    links: s3Links(client, buckets, { now }),
    objects,
    ask: answeringAsS3(client, objects, now),
    now,
    wait: (seconds) => {
      nowMs += seconds * 1000;
    },
    close: remove,
  };
});

test.each([
  ['inbox/any thing.837', 'https://the-inbox.s3.us-east-1.amazonaws.com/inbox/any%20thing.837'],
  ['documents/S.pdf', 'https://the-documents.s3.us-east-1.amazonaws.com/documents/S.pdf'],
  ['edi/out/T.837', 'https://the-edi.s3.us-east-1.amazonaws.com/edi/out/T.837'],
])('%s is at %s, for a quarter of an hour', async (key, place) => {
  const links = s3Links(s3SigningClient(), buckets, { now: () => new Date('2026-03-10T08:00:00Z') });
  for (const { url, expiresAt } of [await links.toRead(key), await links.toPut(key)]) {
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe(place);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      'X-Amz-Date': '20260310T080000Z',
      'X-Amz-Expires': '900',
      'X-Amz-SignedHeaders': 'host',
    });
    expect(expiresAt).toBe('2026-03-10T08:15:00.000Z');
  }
});

test('a key of ours that is none gets no link', async () => {
  const links = s3Links(s3SigningClient(), buckets, { now: () => new Date() });
  await expect(links.toRead('edi/../x')).rejects.toThrow(SafeError);
  await expect(links.toPut('')).rejects.toThrow(SafeError);
});
