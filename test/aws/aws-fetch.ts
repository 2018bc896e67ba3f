import { AwsClient } from 'aws4fetch';
import { s3Client } from '../../functions/adapters/index.ts';

/** Calls an API of AWS with the caller's own credentials. */
export async function awsFetch(service: string, url: string, init: RequestInit): Promise<Response> {
  const { credentials } = s3Client().config;
  const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    service,
    region: process.env['AWS_REGION'] ?? 'us-east-1',
  });
  return client.fetch(url, init);
}

/** What stands in for AWS has one address: its APIs are told apart by the path. */
export function reachable(url: string): string {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  if (endpoint === undefined) return url;
  const { hostname, pathname, search } = new URL(url);
  return `${endpoint}/_aws/execute-api/${hostname.split('.', 1)[0]}${pathname}${search}`;
}
