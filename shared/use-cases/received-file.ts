import { type FileRecord, readFileRecord } from '../repositories/index.ts';
import { SafeError } from '../safe-error.ts';
import type { Services } from './services.ts';

/** The file as it was received; throws when it is unknown. */
export async function receivedFile({ items }: Services, fileId: string): Promise<FileRecord> {
  const file = await readFileRecord(items, fileId);
  if (file === undefined) throw new SafeError(`there is no file ${fileId}`);
  return file;
}
