import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DomainEvent, Events } from '../../shared/ports/index.ts';
import { eventually } from './eventually.ts';
import { randomPrefix } from './random-prefix.ts';

export interface EventsUnderTest {
  readonly events: Events;
  /** What has been heard since the start. */
  readonly heard: () => Promise<readonly DomainEvent[]>;
  readonly close?: () => void | Promise<void>;
}

/** What every adapter of the Events port keeps to: everything is heard, in any order, perhaps twice. */
export function describeEvents(name: string, makeAdapter: () => Promise<EventsUnderTest>): void {
  describe(`Events: ${name}`, () => {
    let under: EventsUnderTest;
    beforeAll(async () => {
      under = await makeAdapter();
    });
    afterAll(() => under.close?.());

    const event = (id: string): DomainEvent => ({
      id,
      type: 'claim.paid',
      at: '2026-11-23T12:00:00.000Z',
      detail: { claimId: `claim-${id}`, generation: 3, final: true },
    });

    test.each([1, 10, 25])('%i events are heard as they were published', async (count) => {
      const prefix = randomPrefix();
      const published = Array.from({ length: count }, (_, place) => event(`${prefix}-${place}`));
      await under.events.publish(published);
      await eventually(async () => {
        const heard = await under.heard();
        for (const each of published) expect(heard.find(({ id }) => id === each.id)).toEqual(each);
      });
    });

    test('no events are no problem', async () => {
      await under.events.publish([]);
    });
  });
}
