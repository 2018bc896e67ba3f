import { expect, test } from 'vitest';
import type { DomainEvent } from '../../shared/ports/index.ts';
import { reportBatch, type Services } from '../../shared/use-cases/index.ts';
import { eventTypes } from '../../shared/webhooks/index.ts';
import { encounter, theClaim } from './one-claim.ts';
import { takeIn, temporaryHome, uploadOf } from './run-home.ts';

/** Keeps what the home tells. */
function listening() {
  const heard: DomainEvent[] = [];
  const wrap = (services: Services): Services => ({
    ...services,
    events: { publish: async (events) => void heard.push(...events) },
  });
  return { heard, wrap };
}

test('each status that a claim takes is told once, in order, and so is the end of its batch', async () => {
  const { heard, wrap } = listening();
  using home = await temporaryHome({ wrap });
  await takeIn(home, uploadOf('visit', encounter('PAY1')));
  const { record } = await theClaim(home);
  const { practiceId, claimId, source } = record;
  expect(heard.map(({ type, detail }) => ({ type, detail }))).toEqual([
    { type: 'batch.read', detail: { practiceId, batchId: source.fileId, status: 'read' } },
    { type: 'claim.in_process', detail: { practiceId, claimId, status: 'in-process' } },
    { type: 'claim.paid', detail: { practiceId, claimId, status: 'paid' } },
    { type: 'claim.patient_responsibility', detail: { practiceId, claimId, status: 'patient-responsibility' } },
    { type: 'claim.closed', detail: { practiceId, claimId, status: 'closed' } },
  ]);
  expect(heard.filter(({ type }) => !eventTypes.includes(type))).toEqual([]);
  const ids = heard.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.map((id) => id.split('-', 1)[0])).toEqual(
    heard.map(({ at }) => `${at.replace(/[-:]/g, '')}`.replace('.000', '')),
  );
});

test('a batch whose end is stored again is not told of as another', async () => {
  const { heard, wrap } = listening();
  using home = await temporaryHome({ wrap });
  await takeIn(home, uploadOf('visit', encounter('PAY1')));
  const { record } = await theClaim(home);
  await reportBatch(home.services, record.source.fileId);
  await home.time.settle();
  const ends = heard.filter(({ type }) => type === 'batch.read').map(({ id }) => id);
  expect(ends).toHaveLength(2);
  expect(new Set(ends).size).toBe(1);
});
