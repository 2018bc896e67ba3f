import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { refuseObjectKey } from '../../shared/adapters/index.ts';
import type { ObjectSummary, Objects } from '../../shared/ports/index.ts';
import { SafeError } from '../../shared/safe-error.ts';
import { ask, askUnless, codeOf, ServiceUnavailable } from './ask.ts';
import { type Patience, somePatience, withPatience } from './patience.ts';
import { partBytes, putInParts } from './s3-multipart.ts';

/** The buckets' names. Together they are one namespace of keys: the first part of a key says which bucket. */
export interface Buckets {
  readonly inbox: string;
  readonly documents: string;
  /** Whatever is neither in the inbox nor a document. */
  readonly edi: string;
}

const inboxPrefix = 'inbox/';
/** What a get meets where there is nothing: no object, no such version of it, or the mark that it was deleted. */
const nothingThere = { NoSuchKey: undefined, NoSuchVersion: undefined, MethodNotAllowed: undefined };
/** What a put meets when the key is taken. `NoSuchUpload`: perhaps by this very upload, whose answer was lost. */
const taken = new Set(['PreconditionFailed', 'NoSuchUpload']);

/** Names that practices give their files are theirs. Everything else is named by us. */
function refuseKey(key: string): void {
  if (!key.startsWith(inboxPrefix)) refuseObjectKey(key);
  else if (!key.isWellFormed() || Buffer.byteLength(key) > 1024) {
    throw new SafeError('an object key must be text of at most 1024 bytes');
  }
}

/** S3 writes a space as +; what XML can't hold comes whole only so. */
function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}

function bucketOf(buckets: Buckets, key: string): string {
  if (key.startsWith(inboxPrefix)) return buckets.inbox;
  return key.startsWith('documents/') ? buckets.documents : buckets.edi;
}

/** Where the object of this key lies. Throws a SafeError when it is none. */
export function placeOfKey(buckets: Buckets, key: string) {
  refuseKey(key);
  return { Bucket: bucketOf(buckets, key), Key: key };
}

async function* pieces(answer: GetObjectCommandOutput): AsyncGenerator<Uint8Array> {
  const body = answer.Body as AsyncIterable<Uint8Array> | undefined;
  try {
    if (body !== undefined) yield* body;
  } catch (problem) {
    throw new ServiceUnavailable('S3 GetObject', 'the answer was cut off', problem);
  }
}

async function isSame(answer: GetObjectCommandOutput, bytes: Uint8Array): Promise<boolean> {
  let place = 0;
  for await (const piece of pieces(answer)) {
    if (Buffer.compare(piece, bytes.subarray(place, place + piece.length)) !== 0) return false;
    place += piece.length;
  }
  return place === bytes.length;
}

/**
 * The object store in three buckets. A put whose answer was lost and that is made again finds its own bytes and answers
 * `exists`: who puts may not infer from it that somebody else did. Who may ask for what is not there needs
 * s3:ListBucket: without it S3 does not tell nothing from something forbidden.
 */
export function s3Objects(client: S3Client, buckets: Buckets, patience: Patience = somePatience): Objects {
  const placeOf = (key: string) => placeOfKey(buckets, key);
  type Place = ReturnType<typeof placeOf>;

  async function find(place: Place, version?: string): Promise<GetObjectCommandOutput | undefined> {
    const command = new GetObjectCommand({ ...place, ...(version !== undefined && { VersionId: version }) });
    return await askUnless('S3 GetObject', () => client.send(command), nothingThere);
  }

  async function put(place: Place, bytes: Uint8Array): Promise<void> {
    if (bytes.length > partBytes) return await putInParts(client, place, bytes);
    await ask('S3 PutObject', () => client.send(new PutObjectCommand({ ...place, Body: bytes, IfNoneMatch: '*' })));
  }

  async function* list(prefix: string): AsyncGenerator<ObjectSummary> {
    if (!prefix.includes('/')) throw new SafeError('objects are listed under a whole folder, as edi/');
    const query = { Bucket: bucketOf(buckets, prefix), Prefix: prefix, EncodingType: 'url' } as const;
    for (let token: string | undefined, more = true; more; more = token !== undefined) {
      const command = new ListObjectsV2Command({ ...query, ...(token !== undefined && { ContinuationToken: token }) });
      const page = await withPatience(patience, () => ask('S3 ListObjectsV2', () => client.send(command)));
      for (const { Key = '', Size = 0 } of page.Contents ?? []) yield { key: decoded(Key), bytes: Size };
      token = page.NextContinuationToken;
    }
  }

  return {
    async putIfAbsent(key, body) {
      const place = placeOf(key);
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      return await withPatience(patience, async () => {
        try {
          await put(place, bytes);
          return 'put';
        } catch (problem) {
          const code = codeOf(problem) ?? '';
          if (!taken.has(code)) throw problem;
          const stored = await find(place);
          // It was taken and is not any more: put it now.
          if (stored === undefined) throw new ServiceUnavailable('S3 PutObject', code, problem);
          return (await isSame(stored, bytes)) ? 'exists' : 'exists-different';
        }
      });
    },
    async get(key, version) {
      const place = placeOf(key);
      return await withPatience(patience, async () => {
        const answer = await find(place, version);
        if (answer === undefined) return undefined;
        const read: Uint8Array[] = [];
        for await (const piece of pieces(answer)) read.push(piece);
        return Buffer.concat(read);
      });
    },
    async stream(key) {
      const place = placeOf(key);
      const answer = await withPatience(patience, () => find(place));
      return answer && pieces(answer);
    },
    list,
  };
}
