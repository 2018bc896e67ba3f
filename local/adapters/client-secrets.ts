import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A new program's id and secret. The secret has 256 bits: its plain hash can't be tried out. */
export function newClient(): { readonly clientId: string; readonly secret: string; readonly secretHash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { clientId: `client-${randomBytes(8).toString('hex')}`, secret, secretHash: sha256(secret).toString('hex') };
}

/** Whether it is the secret of the hash; takes as long where there is no such client. */
export function isSecretOf(secretHash: string | undefined, secret: string): boolean {
  const expected = Buffer.from(secretHash ?? '0'.repeat(64), 'hex');
  const given = sha256(secret);
  return expected.length === given.length && timingSafeEqual(expected, given) && secretHash !== undefined;
}

export function isClientId(text: string): boolean {
  return /^client-[0-9a-f]{16}$/.test(text);
}
