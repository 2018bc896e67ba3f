import type { Practices } from '../access/index.ts';
import type { Item, Items, Write } from '../ports/index.ts';
import { keys } from './keys.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** A link that was given out for a file of claims. */
export interface Upload {
  readonly uploadId: string;
  /** Whose claims the file may hold, and no others. */
  readonly practices: Practices;
  /** Under which the file is known, once it has arrived. */
  readonly fileId?: string;
}

function uploadItem(upload: Upload): Item {
  // Seen by whoever may touch the first of them, as its sender does.
  const practiceId = upload.practices === 'all' ? undefined : upload.practices[0];
  return storedItem(keys.upload(upload.uploadId), { ...upload, ...(practiceId !== undefined && { practiceId }) });
}

export function uploadWrite(upload: Upload): Write {
  return { put: uploadItem(upload), if: 'absent' };
}

export async function readUpload(items: Items, uploadId: string): Promise<Upload | undefined> {
  const item = await items.get(keys.upload(uploadId));
  return item && bodyOf<Upload>(item);
}

/** Keeps which file came by the link: the first one counts. */
export async function uploadArrived(items: Items, upload: Upload, fileId: string): Promise<void> {
  if (upload.fileId !== undefined) return;
  await items.transact([{ put: uploadItem({ ...upload, fileId }), if: 'present' }]);
}
