import { endBatch } from '../repositories/index.ts';
import { receivedFile } from './received-file.ts';
import { nowIso, type Services } from './services.ts';

/** Marks an upload that could not be taken in to its end: what became of it so far stays, and it can be replayed. */
export async function quarantineUpload(services: Services, fileId: string, error: string): Promise<void> {
  const file = await receivedFile(services, fileId);
  const reason = `taking it in failed again and again (${error}): look for it in the log of errors, then replay the file`;
  await endBatch(services.items, file, nowIso(services), { status: 'quarantined', reason });
}
