import { AwsClient } from 'aws4fetch';
import { s3Client } from '../../functions/adapters/index.ts';

/** Calls the HTTP API with the caller's own credentials, as whoever may call it does. */
export async function signedFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const { credentials } = s3Client().config;
  const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    service: 'execute-api',
    region: process.env['AWS_REGION'] ?? 'us-east-1',
  });
  return client.fetch(reachable(url), init);
}

/** What stands in for AWS has one address: its APIs are told apart by the path. */
function reachable(url: string): string {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  if (endpoint === undefined) return url;
  const { hostname, pathname, search } = new URL(url);
  return `${endpoint}/_aws/execute-api/${hostname.split('.', 1)[0]}${pathname}${search}`;
}
