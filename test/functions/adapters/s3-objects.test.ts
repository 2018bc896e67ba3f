import 'aws-sdk-client-mock-vitest/extend';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { s3Objects } from '../../../functions/adapters/index.ts';
import { SafeError } from '../../../shared/safe-error.ts';
import { gather } from '../../conformance/gather.ts';
import { impatient, sdkProblem, thrownBy } from './sdk-problems.ts';

const aws = mockClient(S3Client);
const buckets = { inbox: 'the-inbox', documents: 'the-documents', edi: 'the-edi' };
const objects = s3Objects(new S3Client(), buckets, impatient);
beforeEach(() => void aws.reset());

/** The answer to a get: its text in pieces, after the last of which it may break off. */
function holding(pieces: readonly string[], broken?: Error): Partial<GetObjectCommandOutput> {
  async function* body() {
    for (const piece of pieces) yield Buffer.from(piece);
    if (broken !== undefined) throw broken;
  }
  return { Body: Readable.from(body(), { objectMode: false }) as never };
}
const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();
const taken = sdkProblem('PreconditionFailed', { status: 412 });
const nothing = sdkProblem('NoSuchKey', { status: 404 });

test.each([
  ['inbox/any thing.837', 'the-inbox'],
  ['documents/statements/S.pdf', 'the-documents'],
  ['edi/out/T.837', 'the-edi'],
  ['archive/F', 'the-edi'],
  ['documents', 'the-edi'],
])('%s is in %s, under the whole key', async (Key, Bucket) => {
  aws.on(PutObjectCommand).resolves({});
  expect(await objects.putIfAbsent(Key, 'x')).toBe('put');
  expect(aws).toHaveReceivedCommandWith(PutObjectCommand, { Bucket, Key, IfNoneMatch: '*' });
});

describe('putIfAbsent', () => {
  const rows: [string, readonly (Error | object)[], readonly (Error | object)[], string][] = [
    // puts, gets, answer
    ['the key is free', [{}], [], 'put'],
    ['the same bytes are there', [taken], [holding(['bo', 'dy'])], 'exists'],
    ['other bytes are there', [taken], [holding(['bodies'])], 'exists-different'],
    ['fewer bytes are there', [taken], [holding(['bo'])], 'exists-different'],
    ['nothing is there', [taken], [holding([])], 'exists-different'],
    ['another writes at the same time', [sdkProblem('ConditionalRequestConflict', { status: 409 }), {}], [], 'put'],
    ['S3 is too busy', [sdkProblem('SlowDown', { status: 503 }), {}], [], 'put'],
    ['the answer is lost', [sdkProblem('TimeoutError'), taken], [holding(['body'])], 'exists'],
    ['what was there is deleted meanwhile', [taken, {}], [nothing], 'put'],
    ['the comparison breaks off', [taken, taken], [holding(['bo'], new Error()), holding(['body'])], 'exists'],
  ];
  test.each(rows)('%s', async (_, puts, gets, answer) => {
    for (const [command, outcomes] of [
      [PutObjectCommand, puts],
      [GetObjectCommand, gets],
    ] as const) {
      const answers = aws.on(command as typeof PutObjectCommand);
      for (const each of outcomes) each instanceof Error ? answers.rejectsOnce(each) : answers.resolvesOnce(each);
    }
    expect(await objects.putIfAbsent('edi/a', 'body')).toBe(answer);
    expect(aws).toHaveReceivedCommandTimes(PutObjectCommand, puts.length);
    expect(aws).toHaveReceivedCommandTimes(GetObjectCommand, gets.length);
  });

  test('what is forbidden is thrown', async () => {
    aws.on(PutObjectCommand).rejects(sdkProblem('AccessDenied', { status: 403 }));
    expect((await thrownBy(objects.putIfAbsent('edi/a', 'x'))).message).toContain(
      'S3 PutObject was refused (AccessDenied)',
    );
  });
});

describe('a large object', () => {
  const mebibyte = 1024 * 1024;
  const large = Buffer.alloc(20 * mebibyte, 'x');
  function uploads() {
    aws.on(CreateMultipartUploadCommand).resolves({ UploadId: 'upload' });
    aws.on(UploadPartCommand).callsFake(({ PartNumber }) => ({ ETag: `part ${PartNumber}` }));
    aws.on(AbortMultipartUploadCommand).resolves({});
  }

  test('goes in parts, in order, and only if absent', async () => {
    uploads();
    aws.on(CompleteMultipartUploadCommand).resolves({});
    expect(await objects.putIfAbsent('edi/a', large)).toBe('put');
    expect(aws).toHaveReceivedCommandWith(CreateMultipartUploadCommand, { ChecksumAlgorithm: 'CRC32' });
    const sizes = aws.commandCalls(UploadPartCommand).map(({ args }) => (args[0].input.Body as Uint8Array).length);
    expect(sizes).toEqual([8 * mebibyte, 8 * mebibyte, 4 * mebibyte]);
    expect(aws).toHaveReceivedCommandWith(CompleteMultipartUploadCommand, {
      UploadId: 'upload',
      IfNoneMatch: '*',
      MultipartUpload: {
        Parts: [1, 2, 3].map((part) => expect.objectContaining({ PartNumber: part, ETag: `part ${part}` })),
      },
    });
    expect(aws).not.toHaveReceivedCommand(AbortMultipartUploadCommand);
  });

  const failures: [string, Error, string][] = [
    ['the key is taken', taken, 'exists-different'],
    ['its own answer was lost', sdkProblem('NoSuchUpload', { status: 404 }), 'exists-different'],
    ['another writes at the same time', sdkProblem('ConditionalRequestConflict', { status: 409 }), 'put'],
  ];
  test.each(failures)('is aborted when %s', async (_, problem, answer) => {
    uploads();
    aws.on(CompleteMultipartUploadCommand).rejectsOnce(problem).resolves({});
    aws.on(GetObjectCommand).resolves(holding(['other']));
    expect(await objects.putIfAbsent('edi/a', large)).toBe(answer);
    expect(aws).toHaveReceivedCommandTimes(AbortMultipartUploadCommand, 1);
  });

  test('is aborted when a part is refused, and that is what is told though the abort fails too', async () => {
    uploads();
    aws.on(UploadPartCommand).rejects(sdkProblem('AccessDenied', { status: 403 }));
    aws.on(AbortMultipartUploadCommand).rejects(sdkProblem('InternalError', { status: 500 }));
    expect((await thrownBy(objects.putIfAbsent('edi/a', large))).message).toContain('S3 UploadPart was refused');
    expect(aws).toHaveReceivedCommandTimes(AbortMultipartUploadCommand, 1);
  });
});

describe('get and stream', () => {
  test('a version is asked for when one is named', async () => {
    aws.on(GetObjectCommand).callsFake(({ VersionId }) => holding([VersionId ?? 'newest']));
    expect([text(await objects.get('inbox/a', 'v1')), text(await objects.get('inbox/a'))]).toEqual(['v1', 'newest']);
  });

  test.each([nothing, sdkProblem('NoSuchVersion'), sdkProblem('MethodNotAllowed')])(
    '$name is nothing there',
    async (problem) => {
      aws.on(GetObjectCommand).rejects(problem);
      expect(await objects.get('edi/a', 'v')).toBeUndefined();
      expect(await objects.stream('edi/a')).toBeUndefined();
    },
  );

  test('a bucket that is not there is not nothing', async () => {
    aws.on(GetObjectCommand).rejects(sdkProblem('NoSuchBucket', { status: 404 }));
    expect((await thrownBy(objects.get('edi/a'))).name).toBe('ServiceRefused');
  });

  test('a get that breaks off begins anew; a stream says so', async () => {
    const reset = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    const answers = aws.on(GetObjectCommand);
    answers
      .resolvesOnce(holding(['bo'], reset) as object)
      .resolvesOnce(holding(['bo', 'dy']))
      .resolves(holding(['bo'], reset));
    expect(text(await objects.get('edi/a'))).toBe('body');
    const pieces = (await objects.stream('edi/a')) ?? [];
    expect((await thrownBy(gather(pieces))).name).toBe('ServiceUnavailable');
  });
});

test('lists page after page, with the names that S3 encoded', async () => {
  const answers = aws.on(ListObjectsV2Command);
  answers.rejectsOnce(sdkProblem('SlowDown', { status: 503 }));
  answers.resolvesOnce({ Contents: [{ Key: 'inbox/a+b%2Bc', Size: 3 }], NextContinuationToken: 'more' });
  answers
    .resolvesOnce({ NextContinuationToken: 'still more' })
    .resolves({ Contents: [{ Key: 'inbox/%0D%0A', Size: 0 }] });
  expect(await gather(objects.list('inbox/'))).toEqual([
    { key: 'inbox/a b+c', bytes: 3 },
    { key: 'inbox/\r\n', bytes: 0 },
  ]);
  const tokens = aws.commandCalls(ListObjectsV2Command).map(({ args }) => args[0].input.ContinuationToken);
  expect(tokens).toEqual([undefined, undefined, 'more', 'still more']);
  await expect(gather(objects.list('in'))).rejects.toThrow('a whole folder');
});

test.each(['', '../x', 'edi//x', 'edi/.x', `inbox/${'x'.repeat(1024)}`, 'inbox/\ud800'])(
  'refuses the key %j',
  async (key) => {
    expect(await thrownBy(objects.get(key))).toBeInstanceOf(SafeError);
    expect(aws.calls()).toEqual([]);
  },
);
