import { type ClaimFile, claimFiles, fileRecords, practiceScopes } from '../../shared/repositories/index.ts';
import { hasDecisiveMail, type Services } from '../../shared/use-cases/index.ts';
import { isOutboxEmpty } from './pending-work.ts';

/**
 * Whether nothing goes on that time should wait for: every file that arrived was read, every message was sent, and every
 * claim waits for something that is still to come, or its workflow has ended.
 */
export async function isQuiet(services: Services): Promise<boolean> {
  const { items } = services;
  const files = await fileRecords(items);
  if (files.some(({ status }) => status === 'reading')) return false;
  if (files.length < (await arrivals(services))) return false;
  if (!(await isOutboxEmpty(items))) return false;
  for (const scope of await practiceScopes(items)) {
    for await (const file of claimFiles(items, scope)) if (!isAtRest(file)) return false;
  }
  return true;
}

/** Each object that arrived becomes a file. */
async function arrivals({ objects }: Services): Promise<number> {
  let count = 0;
  for (const prefix of ['inbox/', 'clearinghouse/']) for await (const _object of objects.list(prefix)) count += 1;
  return count;
}

function isAtRest(file: ClaimFile): boolean {
  return (file.record.workflow === 'ended' || file.wait !== undefined) && !hasDecisiveMail(file);
}
