import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { ask } from './ask.ts';

/** Above this an object is uploaded in parts of this size. */
export const partBytes = 8 * 1024 * 1024;
const partsAtOnce = 4;

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

/**
 * Uploads the object in parts unless its key is taken. What fails is aborted, so that no parts stay behind; lib-storage
 * leaves them when the key is taken. Throws what `ask` throws.
 */
export async function putInParts(client: S3Client, place: Place, bytes: Uint8Array): Promise<void> {
  const { UploadId } = await ask('S3 CreateMultipartUpload', () =>
    // The SDK adds this checksum to each part, and S3 takes only parts of the kind that was said here.
    client.send(new CreateMultipartUploadCommand({ ...place, ChecksumAlgorithm: 'CRC32' })),
  );
  const upload = { ...place, UploadId };
  const parts: CompletedPart[] = [];
  const starts = Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, part) => part * partBytes).values();

  async function uploadParts(): Promise<void> {
    // Each uploader takes the next part from the same iterator.
    for (const start of starts) {
      const PartNumber = start / partBytes + 1;
      const Body = bytes.subarray(start, start + partBytes);
      const command = new UploadPartCommand({ ...upload, PartNumber, Body });
      const { ETag, ChecksumCRC32 } = await ask('S3 UploadPart', () => client.send(command));
      parts.push({ PartNumber, ETag, ChecksumCRC32 });
    }
  }

  try {
    const uploaders = await Promise.allSettled(Array.from({ length: partsAtOnce }, uploadParts));
    const failed = uploaders.find((uploader) => uploader.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    const Parts = parts.toSorted((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
    const complete = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, IfNoneMatch: '*' });
    await ask('S3 CompleteMultipartUpload', () => client.send(complete));
  } catch (problem) {
    // Of the two problems the first one counts. What can't be aborted is removed by the bucket's lifecycle.
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => {});
    throw problem;
  }
}
