import * as z from 'zod';
import { mayTouch } from '../../../shared/access/index.ts';
import { findingText } from '../../../shared/claims/index.ts';
import {
  expectedBatch,
  type FileRecord,
  pageOfBatches,
  pageOfQuarantine,
  pageOfSetAside,
  readFileRecord,
  type SetAsideRecord,
  waitsInQuarantine,
} from '../../../shared/repositories/index.ts';
import {
  acceptConflict,
  dismissFile,
  dismissRecord,
  isOpenRecord,
  replayFile,
  type Services,
} from '../../../shared/use-cases/index.ts';
import type { Acting } from '../access/acting.ts';
import { page, pageOf, paging, scopesOf } from '../conventions/paging.ts';
import { problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { batchId, claimId, practiceId, time } from '../schemas.ts';

const count = z.int().min(0);
const batchSchema = z
  .object({
    batchId,
    from: z.enum(['practice', 'clearinghouse']),
    status: z.enum(['reading', 'read', 'quarantined']),
    reason: z.string().optional().meta({ description: 'Why it is quarantined' }),
    dismissed: z
      .boolean()
      .optional()
      .meta({ description: 'Of a quarantined one, whether somebody has said that nothing is to be done about it' }),
    kind: z.string().optional().meta({ example: '837p' }),
    receivedAt: time,
    counts: z
      .object({
        records: count,
        taken: count,
        refused: count,
        duplicates: count,
        conflicts: count,
        problems: count,
      })
      .optional()
      .meta({ description: 'What became of its records, once all were read' }),
  })
  .meta({ id: 'Batch' });

const recordSchema = z
  .object({
    record: z.int(),
    kind: z.enum(['refused', 'duplicate', 'conflict', 'problem']),
    place: z.string().meta({ description: 'Where in the file', example: 'encounter 7' }),
    reasons: z.array(z.string()),
    externalId: z.string().optional(),
    claimId: claimId.optional().meta({ description: 'The claim that it repeats or contradicts' }),
    accepted: z.boolean(),
    dismissed: z.boolean(),
    open: z.boolean().meta({
      description:
        'Whether it is still to be seen to: a conflict until it is accepted, a refused one until one of the same practice and externalId has come, and each until it is dismissed',
    }),
  })
  .meta({ id: 'BatchRecord' });

const byBatchId = z.object({ batchId });
const byRecord = z.object({ batchId, record: z.coerce.number().int().min(1).max(99_999_999) });
const statusAlone = problem('query-invalid', 'Give status alone.', {
  errors: [{ parameter: 'practiceId', detail: 'cannot be combined so' }],
});
const noSuchBatch = problem('not-found', 'Give the id of a batch of yours.');

function shownFile(file: FileRecord) {
  const { fileId, from, status, reason, kind, receivedAt, counts } = file;
  const dismissed = status === 'quarantined' ? { dismissed: !waitsInQuarantine(file) } : {};
  const why = { ...(reason === undefined ? {} : { reason }), ...dismissed };
  return { batchId: fileId, from, status, ...why, kind, receivedAt, ...(counts === undefined ? {} : { counts }) };
}

/** A batch that nobody has read yet is `reading`: its arrival lies in the queue. */
async function shownBatch({ services: { items }, caller }: Acting, fileId: string): Promise<object | undefined> {
  const file = await readFileRecord(items, fileId);
  if (file !== undefined) return shownFile(file);
  const expected = await expectedBatch(items, fileId);
  if (!expected?.practiceIds.every((each) => mayTouch(caller.practices, each))) return undefined;
  return { batchId: fileId, from: 'practice', status: 'reading', receivedAt: expected.receivedAt };
}

async function shownRecord(services: Services, file: FileRecord, record: SetAsideRecord) {
  const { ordinal, kind, place, reasons, sourceId, repeats, accepted = false, dismissed = false } = record;
  return {
    record: ordinal,
    kind,
    place,
    reasons: reasons.map(findingText),
    ...(sourceId === undefined ? {} : { externalId: sourceId }),
    ...(repeats === undefined ? {} : { claimId: repeats.claimId }),
    accepted,
    dismissed,
    open: await isOpenRecord(services, file, record),
  };
}

export const batchRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/batches',
    name: 'listBatches',
    tag: 'Batches',
    summary: "List batches, each practice's newest first",
    description:
      'A batch with claims of several practices is listed under each. One in which nothing could be read is listed as quarantined alone, until it is dismissed.',
    scope: 'claims:read',
    touchesPhi: false,
    query: z.strictObject({
      practiceId: practiceId.optional(),
      status: z.literal('quarantined', 'must be quarantined').optional().meta({
        description:
          'Files that could not be read and that nobody has dismissed, of the clearinghouse too; not with practiceId',
      }),
      ...paging,
    }),
    success: { status: 200, says: 'A page of batches.', body: pageOf('batches', batchSchema, 'BatchesPage') },
    problems: ['cursor-invalid'],
    async handle(asked) {
      const { practiceId: practice, status } = asked.query;
      const { items } = asked.services;
      if (status !== undefined && practice !== undefined) return statusAlone;
      const scopes = await scopesOf(asked, practice);
      return page(asked, 'batches', async (limit, from) => {
        const { fileIds, ...rest } =
          status === undefined
            ? await pageOfBatches(items, scopes, limit, from)
            : await pageOfQuarantine(items, limit, from);
        const batches = await Promise.all(fileIds.map((fileId) => shownBatch(asked, fileId)));
        return { entries: batches.filter((batch) => batch !== undefined), ...rest };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/batches/{batchId}',
    name: 'getBatch',
    tag: 'Batches',
    summary: 'How far a batch has come, and what became of its records',
    scope: 'claims:read',
    touchesPhi: false,
    params: byBatchId,
    success: { status: 200, says: 'The batch.', body: batchSchema },
    async handle(asked) {
      const batch = await shownBatch(asked, asked.params.batchId);
      return batch === undefined ? noSuchBatch : { status: 200, body: batch };
    },
  }),
  route({
    method: 'GET',
    path: '/batches/{batchId}/records',
    name: 'listBatchRecords',
    tag: 'Batches',
    summary: 'The records of a batch that did not become claims, and why',
    scope: 'claims:read',
    touchesPhi: true,
    params: byBatchId,
    query: z.strictObject(paging),
    success: { status: 200, says: 'A page of records.', body: pageOf('records', recordSchema, 'BatchRecordsPage') },
    problems: ['cursor-invalid'],
    async handle(asked) {
      const { batchId: fileId } = asked.params;
      if ((await shownBatch(asked, fileId)) === undefined) return noSuchBatch;
      const { services } = asked;
      const file = await readFileRecord(services.items, fileId);
      return page(asked, 'records', async (limit, from) => {
        if (file === undefined) return { entries: [] };
        const { records, ...rest } = await pageOfSetAside(services.items, fileId, limit, from);
        return { entries: await Promise.all(records.map((record) => shownRecord(services, file, record))), ...rest };
      });
    },
  }),
  route({
    method: 'POST',
    path: '/batches/{batchId}/records/{record}/accept',
    name: 'acceptConflict',
    tag: 'Batches',
    summary: 'Take a record that contradicts an earlier claim',
    description:
      'It corrects the earlier claim while that waits for a person, or says what that was corrected to since. Else it becomes a new claim beside it, which replaces one that its payer has settled where that takes replacements. Again, it answers the same.',
    scope: 'claims:write',
    touchesPhi: true,
    params: byRecord,
    success: {
      status: 200,
      says: 'Accepted.',
      body: z.object({ claimId, as: z.enum(['correction', 'new-claim']) }).meta({ id: 'AcceptedRecord' }),
    },
    problems: ['not-a-conflict'],
    async handle(asked) {
      const { batchId: fileId, record } = asked.params;
      if ((await shownBatch(asked, fileId)) === undefined) return noSuchBatch;
      const accepted = await acceptConflict(asked.actor, asked.services, fileId, record);
      if (accepted.ok) return { status: 200, body: accepted.value };
      return problem('not-a-conflict', 'Give a record that GET /batches/{batchId}/records lists as a conflict.');
    },
  }),
  route({
    method: 'POST',
    path: '/batches/{batchId}/records/{record}/dismiss',
    name: 'dismissRecord',
    tag: 'Batches',
    summary: 'Say that nothing is to be done about a record that was refused, is a conflict or a problem',
    description: 'It is listed as it was, and no more as open. Again, it answers the same.',
    scope: 'claims:write',
    touchesPhi: true,
    params: byRecord,
    success: { status: 200, says: 'Dismissed.', body: recordSchema },
    problems: ['record-settled'],
    async handle({ services, params: { batchId: fileId, record } }) {
      const file = await readFileRecord(services.items, fileId);
      if (file === undefined) return noSuchBatch;
      const dismissed = await dismissRecord(services, fileId, record);
      if (dismissed.ok) return { status: 200, body: await shownRecord(services, file, dismissed.value) };
      return problem('record-settled', 'Give a record that GET /batches/{batchId}/records lists as open.');
    },
  }),
  route({
    method: 'POST',
    path: '/batches/{batchId}/dismiss',
    name: 'dismissBatch',
    tag: 'Batches',
    summary: 'Say that nothing is to be done about a quarantined batch',
    description:
      'It is kept, and no more listed as quarantined. Replayed and quarantined again, it is listed again. Again, it answers the same.',
    scope: 'claims:write',
    touchesPhi: false,
    params: byBatchId,
    success: { status: 200, says: 'Dismissed.', body: batchSchema },
    problems: ['not-quarantined'],
    async handle({ services, params: { batchId: fileId } }) {
      if ((await readFileRecord(services.items, fileId)) === undefined) return noSuchBatch;
      const dismissed = await dismissFile(services, fileId);
      if (dismissed.ok) return { status: 200, body: shownFile(dismissed.value) };
      return problem('not-quarantined', 'Only a quarantined batch is dismissed.');
    },
  }),
  route({
    method: 'POST',
    path: '/batches/{batchId}/replay',
    name: 'replayBatch',
    tag: 'Batches',
    summary: 'Read a quarantined batch again',
    description: 'It is `reading` until that is done, as a batch that has just arrived is.',
    scope: 'claims:write',
    touchesPhi: false,
    params: byBatchId,
    success: { status: 202, says: 'It is being read again.', body: batchSchema },
    problems: ['not-quarantined'],
    async handle(asked) {
      const { batchId: fileId } = asked.params;
      const file = await readFileRecord(asked.services.items, fileId);
      if (file === undefined) return noSuchBatch;
      if (file.status !== 'quarantined') return problem('not-quarantined', 'Only a quarantined batch is read again.');
      await replayFile(asked.services, fileId);
      const batch = await shownBatch(asked, fileId);
      return batch === undefined ? noSuchBatch : { status: 202, body: batch };
    },
  }),
];
