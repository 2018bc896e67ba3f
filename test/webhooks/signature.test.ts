import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import {
  type Subscription,
  secretOf,
  signedHeaders,
  signingSecrets,
  withNewSecret,
} from '../../shared/webhooks/index.ts';

const secret = secretOf(Buffer.alloc(32, 1));
const other = secretOf(Buffer.alloc(32, 2));
const body = '{"type":"claim.paid","timestamp":"2026-04-02T08:00:00Z","data":{"note":"Zoë"}}';

describe('the signature, judged by the published library', () => {
  test('is the one that the library makes', () => {
    const now = new Date('2026-04-02T08:00:00.999Z');
    expect(signedHeaders('20260402-1', now, body, [secret])['webhook-signature']).toBe(
      new Webhook(secret).sign('20260402-1', now, body),
    );
  });

  test('holds under each of several secrets, and under no other', () => {
    const headers = { ...signedHeaders('id', new Date(), body, [secret, other]) };
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(new Webhook(other).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(secretOf(Buffer.alloc(32, 3))).verify(body, headers)).toThrow(WebhookVerificationError);
  });

  test.each([
    ['another body', { sent: `${body} ` }],
    ['another id', { 'webhook-id': 'other' }],
    ['another time', { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 5) }],
  ])('does not hold for %s', (_what, { sent = body, ...changed }: Record<string, string>) => {
    const headers = { ...signedHeaders('id', new Date(), body, [secret]), ...changed };
    expect(() => new Webhook(secret).verify(sent, headers)).toThrow(WebhookVerificationError);
  });

  test('a secret that could be guessed is refused', () => {
    expect(() => secretOf(Buffer.alloc(23))).toThrow(RangeError);
  });
});

describe('a new secret', () => {
  const now = new Date('2026-04-02T08:00:00Z');
  const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const subscription = { secrets: [{ secret: 'a' }] } as unknown as Subscription;

  test('signs beside the old one until that ends', () => {
    const rotated = withNewSecret(subscription, 'b', now, 24);
    expect(signingSecrets(rotated, later(23))).toEqual(['b', 'a']);
    expect(signingSecrets(rotated, later(24))).toEqual(['b']);
  });

  test('does not lengthen the life of the one before the old one', () => {
    const twice = withNewSecret(withNewSecret(subscription, 'b', now, 1), 'c', later(0.5), 24);
    expect(signingSecrets(twice, later(0.9))).toEqual(['c', 'b', 'a']);
    expect(signingSecrets(twice, later(1))).toEqual(['c', 'b']);
  });

  test('signs alone at once when the old one has leaked', () => {
    expect(withNewSecret(subscription, 'b', now, 0).secrets).toEqual([{ secret: 'b' }]);
  });

  test('five sign at most', () => {
    let rotated = subscription;
    for (const each of ['b', 'c', 'd', 'e', 'f']) rotated = withNewSecret(rotated, each, now, 24);
    expect(signingSecrets(rotated, now)).toEqual(['f', 'e', 'd', 'c', 'b']);
  });
});
