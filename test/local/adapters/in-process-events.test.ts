import { expect, test } from 'vitest';
import { inProcessEvents } from '../../../local/adapters/index.ts';
import type { DomainEvent } from '../../../shared/ports/index.ts';

const event = (id: string): DomainEvent => ({ id, type: 'file.received', at: '2026-01-01T00:00:00Z', detail: {} });

test('listeners hear in order, one after another, and publish waits for them', async () => {
  const events = inProcessEvents(() => {});
  const heard: string[] = [];
  events.subscribe(async ({ id }) => {
    await new Promise(setImmediate);
    heard.push(`slow ${id}`);
  });
  const stop = events.subscribe(({ id }) => void heard.push(`fast ${id}`));
  await events.publish([event('1'), event('2')]);
  stop();
  await events.publish([event('3')]);
  expect(heard).toEqual(['slow 1', 'fast 1', 'slow 2', 'fast 2', 'slow 3']);
});

test.each([
  ['throws', () => Promise.reject(new Error('no'))],
  [
    'rejects',
    () => {
      throw new Error('no');
    },
  ],
])('a listener that %s keeps nobody from hearing, and is told', async (_, hear) => {
  const problems: unknown[] = [];
  const events = inProcessEvents((problem, { id }) => void problems.push([String(problem), id]));
  const heard: string[] = [];
  events.subscribe(hear);
  events.subscribe(({ id }) => void heard.push(id));
  await events.publish([event('1')]);
  expect(heard).toEqual(['1']);
  expect(problems).toEqual([['Error: no', '1']]);
});

test('a listener may publish, subscribe and stop meanwhile', async () => {
  const events = inProcessEvents(() => {});
  const heard: string[] = [];
  const stop = events.subscribe(async ({ id }) => {
    stop();
    events.subscribe((later) => void heard.push(`new ${later.id}`));
    heard.push(id);
    await events.publish([event('2')]);
  });
  await events.publish([event('1')]);
  expect(heard).toEqual(['1', 'new 2']);
});
