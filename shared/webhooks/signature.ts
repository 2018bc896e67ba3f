import { createHmac } from 'node:crypto';

const secretPrefix = 'whsec_';
const fewestBytes = 24;

/** A secret as Standard Webhooks writes it. `random`: at least 24 bytes that nobody can guess. */
export function secretOf(random: Uint8Array): string {
  if (random.length < fewestBytes) throw new RangeError(`a secret has at least ${fewestBytes} bytes`);
  return `${secretPrefix}${Buffer.from(random).toString('base64')}`;
}

export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** The headers of Standard Webhooks, with a signature under each secret. `now`: the receiver compares it with his clock. */
export function signedHeaders(id: string, now: Date, body: string, secrets: readonly string[]): SignedHeaders {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
