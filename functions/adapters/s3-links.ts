import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type Clock, type Link, type Links, linkSeconds } from '../../shared/ports/index.ts';
import { type Buckets, placeOfKey } from './s3-objects.ts';

/** Links that S3 answers itself, with the rights of whoever signs them. */
export function s3Links(client: S3Client, buckets: Buckets, wall: Clock): Links {
  async function link(command: GetObjectCommand | PutObjectCommand): Promise<Link> {
    const signingDate = wall.now();
    const expiresAt = new Date(signingDate.getTime() + linkSeconds * 1000).toISOString();
    return { url: await getSignedUrl(client, command, { expiresIn: linkSeconds, signingDate }), expiresAt };
  }
  return {
    toRead: async (key) => link(new GetObjectCommand(placeOfKey(buckets, key))),
    toPut: async (key) => link(new PutObjectCommand(placeOfKey(buckets, key))),
  };
}
