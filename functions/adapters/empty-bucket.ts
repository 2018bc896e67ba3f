import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { ask, ServiceRefused } from './ask.ts';

/**
 * Deletes every version of every object, so that the bucket itself can be deleted. Only for a sandbox: nothing brings
 * them back. Throws ServiceRefused when one can't be deleted, as under Object Lock.
 */
export async function emptyBucket(client: S3Client, bucket: string): Promise<void> {
  for (;;) {
    const listing = new ListObjectVersionsCommand({ Bucket: bucket });
    const { Versions = [], DeleteMarkers = [] } = await ask('S3 ListObjectVersions', () => client.send(listing));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    if (Objects.length === 0) return;
    // A listing has at most as many as may be deleted at once.
    const deleting = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
    const { Errors: [refused] = [] } = await ask('S3 DeleteObjects', () => client.send(deleting));
    if (refused !== undefined) throw new ServiceRefused('S3 DeleteObjects', refused.Code ?? 'unknown');
  }
}
