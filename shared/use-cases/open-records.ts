import type { FieldProblem } from '../claims/index.ts';
import {
  cameAgain,
  type FileRecord,
  readFileRecord,
  readSetAsideRecord,
  type SetAsideRecord,
  setAsideItem,
  updateFile,
  waitsInQuarantine,
} from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';
import { receivedFile } from './received-file.ts';
import type { Services } from './services.ts';

/**
 * Whether a record that became no claim is still to be seen to. A duplicate never is, a conflict until it is accepted, a
 * refused one until its practice has sent one of the same id again, and each until somebody has dismissed it.
 */
export async function isOpenRecord(
  { items }: Pick<Services, 'items'>,
  file: Pick<FileRecord, 'fileId' | 'ordinal'>,
  record: SetAsideRecord,
): Promise<boolean> {
  if (record.kind === 'duplicate' || record.accepted === true || record.dismissed === true) return false;
  return record.kind !== 'refused' || !(await cameAgain(items, file, record));
}

/** Says of a record that nothing is to be done about it. Again, it changes nothing. */
export async function dismissRecord(
  services: Services,
  fileId: string,
  ordinal: number,
): Promise<Result<SetAsideRecord, readonly FieldProblem[]>> {
  const record = await readSetAsideRecord(services.items, fileId, ordinal);
  if (record === undefined || record.kind === 'duplicate' || record.accepted === true) {
    const message = 'waits for nobody: take its name from what the report lists as refused, in conflict or a problem';
    return failed([{ field: 'record', message }]);
  }
  const dismissed = { ...record, dismissed: true };
  if (record.dismissed !== true) {
    const file = await receivedFile(services, fileId);
    await services.items.transact([{ put: setAsideItem(file, dismissed), if: 'present' }]);
  }
  return ok(dismissed);
}

/** Says of a quarantined file that nothing is to be done about it: it is kept, and can be read again. Again, it changes nothing. */
export async function dismissFile(
  { items }: Pick<Services, 'items'>,
  fileId: string,
): Promise<Result<FileRecord, readonly FieldProblem[]>> {
  const file = await readFileRecord(items, fileId);
  if (file?.status !== 'quarantined') {
    return failed([{ field: 'file', message: 'is not in quarantine: take its id from what the report says of it' }]);
  }
  return ok(waitsInQuarantine(file) ? await updateFile(items, file, { dismissedReading: file.readings }) : file);
}
