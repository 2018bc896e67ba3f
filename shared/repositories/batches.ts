import type { Items } from '../ports/index.ts';
import { indexes, keys } from './keys.ts';
import { type ListPlace, pageThrough } from './page-through.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** An upload with claims of a practice. */
interface PracticeBatch extends PracticeScope {
  readonly fileId: string;
}

/** Keeps that an upload holds claims of the practice: in the list of its batches, and for whoever asks for the upload. */
export async function enterBatch(
  items: Items,
  scope: PracticeScope,
  { fileId, receivedAt }: { readonly fileId: string; readonly receivedAt: string },
): Promise<void> {
  const { practiceId } = scope;
  const key = { pk: keys.filePartition(fileId), sk: `PRACTICE#${practiceId}` };
  const listed = { statusPk: indexes.batches(scope), statusSk: `${receivedAt}#${fileId}` };
  const batch: PracticeBatch = { practiceId, fileId };
  await items.transact([{ put: storedItem(key, batch, listed), if: 'absent' }]);
}

/** An upload of a caller who may not send for all practices: whose claims it may hold. */
export interface ExpectedBatch {
  readonly fileId: string;
  readonly practiceIds: readonly string[];
  readonly receivedAt: string;
}

/** Keeps for whom an upload was taken, so that it can be asked for before it was read. */
export async function expectBatch(items: Items, batch: ExpectedBatch): Promise<void> {
  const { fileId, practiceIds } = batch;
  const route = storedItem(keys.batchRoute(fileId), { practiceId: practiceIds[0], ...batch });
  await items.transact([{ put: route, if: 'absent' }]);
}

export async function expectedBatch(items: Items, fileId: string): Promise<ExpectedBatch | undefined> {
  const item = await items.get(keys.batchRoute(fileId));
  return item && bodyOf<ExpectedBatch>(item);
}

/** A page of the uploads of these practices, each practice's newest first. One with claims of several is in several. */
export async function pageOfBatches(
  items: Items,
  scopes: readonly PracticeScope[],
  limit: number,
  from?: ListPlace,
): Promise<{ readonly fileIds: readonly string[]; readonly next?: ListPlace }> {
  const queries = scopes.map((scope) => ({ pk: indexes.batches(scope), index: 'status', descending: true }) as const);
  const { items: found, ...rest } = await pageThrough(items, queries, limit, from);
  return { fileIds: found.map((item) => bodyOf<PracticeBatch>(item).fileId), ...rest };
}
