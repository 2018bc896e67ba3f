import { describe, expect, test } from 'vitest';
import { begun, type Delivery, ended, newDelivery } from '../../shared/webhooks/index.ts';

const began = new Date('2026-04-02T08:00:00Z');
const event = { id: '20260402T080000Z-000002-A', type: 'claim.paid', at: '2026-04-02T08:00:00Z', detail: {} };

/** Seconds between attempts until it is given up, when each meets the same. */
function pauses(met: Parameters<typeof ended>[1], key = 'one'): number[] {
  const found: number[] = [];
  let delivery: Delivery = newDelivery(event);
  for (let now = began; delivery.status === 'pending'; ) {
    delivery = ended(begun(delivery, now), met, now, key);
    if (delivery.nextAttemptAt === undefined) break;
    const next = new Date(delivery.nextAttemptAt);
    found.push((next.getTime() - now.getTime()) / 1000);
    now = next;
  }
  expect(delivery.status).toBe('failed');
  return found;
}
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

describe('attempts at a delivery', () => {
  test('come further and further apart, and end after two days', () => {
    const found = pauses({ status: 500 });
    const usual = [15, 45, 135, 405, 1_215, 3_645, 10_935, 21_600];
    for (const [place, pause] of found.entries()) {
      expect(Math.abs(pause / (usual[place] ?? 21_600) - 1)).toBeLessThanOrEqual(0.2);
    }
    expect(sum(found)).toBeLessThanOrEqual(48 * 3_600);
    expect(sum(found)).toBeGreaterThan(40 * 3_600);
  });

  test('are the same when they are reckoned again, and others for another subscriber', () => {
    expect(pauses({ problem: 'timeout' })).toEqual(pauses({ problem: 'timeout' }));
    expect(pauses({ problem: 'timeout' })).not.toEqual(pauses({ problem: 'timeout' }, 'two'));
  });

  test.each([
    ['in seconds', '3600', 3_600],
    ['as a date', 'Thu, 02 Apr 2026 09:00:00 GMT', 3_600],
    ['within six hours', '999999', 21_600],
  ])('wait for what Retry-After asks, %s', (_how, retryAfter, expected) => {
    expect(pauses({ status: 503, retryAfter })[0]).toBe(expected);
  });

  test.each(['0', '-5', 'soon', '', '2026-04-02', 'Thu, 02 Apr 2020 09:00:00 GMT'])(
    'are not hurried by Retry-After: %s',
    (retryAfter) => {
      expect(pauses({ status: 429, retryAfter })[0]).toBe(pauses({ status: 429 })[0]);
    },
  );
});
