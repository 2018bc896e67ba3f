import { expect, test } from 'vitest';
import type { DomainEvent } from '../../shared/ports/index.ts';
import { fileRecords, remittances } from '../../shared/repositories/index.ts';
import { reportBatch, type Services } from '../../shared/use-cases/index.ts';
import { eventTypes } from '../../shared/webhooks/index.ts';
import { gather } from '../conformance/gather.ts';
import { encounter, scope, theClaim } from './one-claim.ts';
import { clp, fromClearinghouse, remittance835 } from './payer-answers.ts';
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

const told = (heard: readonly DomainEvent[]) =>
  heard.filter(({ type }) => type.startsWith('remittance.')).map(({ type, detail }) => [type, detail]);

test('each status that a claim takes is told once, in order, and so are its batch and its payment', async () => {
  const { heard, wrap } = listening();
  using home = await temporaryHome({ wrap });
  await takeIn(home, uploadOf('visit', encounter('PAY1')));
  const { record } = await theClaim(home);
  const { practiceId, claimId, source } = record;
  const [{ remittanceId } = { remittanceId: '' }] = await gather(remittances(home.services.items, scope, 'all'));
  // What is told of one thing is in order; between things there is none.
  const thing = ({ type }: DomainEvent): string => type.split('.', 1)[0] ?? '';
  const byThing = heard.toSorted((one, other) => thing(one).localeCompare(thing(other)));
  expect(byThing.map(({ type, detail }) => ({ type, detail }))).toEqual([
    { type: 'batch.read', detail: { practiceId, batchId: source.fileId, status: 'read' } },
    { type: 'claim.in_process', detail: { practiceId, claimId, status: 'in-process' } },
    { type: 'claim.paid', detail: { practiceId, claimId, status: 'paid' } },
    { type: 'claim.patient_responsibility', detail: { practiceId, claimId, status: 'patient-responsibility' } },
    { type: 'claim.closed', detail: { practiceId, claimId, status: 'closed' } },
    { type: 'remittance.received', detail: { practiceId, remittanceId, status: 'posting' } },
    { type: 'remittance.posted', detail: { practiceId, remittanceId, status: 'posted' } },
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

test('a payment is told once when it was received, and once when all of it is posted', async () => {
  const { heard, wrap } = listening();
  using home = await temporaryHome({ wrap });
  await takeIn(home, uploadOf('one', encounter('SILENT1')));
  const { submissions } = await theClaim(home);
  const paid = remittance835('TR1', 100, clp(submissions[0]?.patientControlNumber ?? '', 100));
  await fromClearinghouse(home, 'PAID', paid);
  await home.time.settle();
  await fromClearinghouse(home, 'AGAIN', paid);
  await home.time.settle();
  const { practiceId } = scope;
  const [{ remittanceId } = { remittanceId: '' }] = await gather(remittances(home.services.items, scope, 'all'));
  expect(told(heard)).toEqual([
    ['remittance.received', { practiceId, remittanceId, status: 'posting' }],
    ['remittance.posted', { practiceId, remittanceId, status: 'posted' }],
  ]);
});

test('a payment of which nothing is posted is told to its payee, once', async () => {
  const { heard, wrap } = listening();
  using home = await temporaryHome({ wrap });
  await takeIn(home, uploadOf('one', encounter('SILENT1')));
  const { submissions } = await theClaim(home);
  const unbalanced = remittance835('TR1', 150, clp(submissions[0]?.patientControlNumber ?? '', 100));
  for (const _ of [1, 2]) {
    await fromClearinghouse(home, 'UNBALANCED', unbalanced);
    await home.time.settle();
  }
  const [file] = (await fileRecords(home.services.items)).filter(({ status }) => status === 'quarantined');
  const detail = { practiceId: scope.practiceId, batchId: file?.fileId, status: 'held' };
  expect(told(heard)).toEqual([['remittance.held', detail]]);
});
