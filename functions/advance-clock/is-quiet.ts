import type { ClaimId } from '../../shared/claims/index.ts';
import type { Items } from '../../shared/ports/index.ts';
import {
  type ClaimFile,
  fileRecords,
  listedClaimsOfShard,
  type PracticeScope,
  practiceScopes,
  readClaimFile,
  shards,
} from '../../shared/repositories/index.ts';
import { hasDecisiveMail, type Services } from '../../shared/use-cases/index.ts';
import { storedJobLog } from './job-log.ts';
import { isOutboxEmpty } from './pending-work.ts';

/**
 * Whether nothing goes on that time should wait for: every file that arrived was read, every message was sent, and every
 * claim waits for something that is still to come, or its workflow has ended.
 */
export async function isQuiet(services: Services): Promise<boolean> {
  const { items } = services;
  const endedMs = (await storedJobLog(items).ranAt('end-due-waits')) ?? 0;
  const files = await fileRecords(items);
  if (files.some(({ status }) => status === 'reading')) return false;
  if (files.length < (await arrivals(services))) return false;
  if (!(await isOutboxEmpty(items))) return false;
  const running = (await Promise.all((await practiceScopes(items)).map((scope) => runningClaims(items, scope)))).flat();
  for (let start = 0; start < running.length; start += readAtOnce) {
    const some = running.slice(start, start + readAtOnce);
    const claims = await Promise.all(some.map(({ scope, claimId }) => readClaimFile(items, scope, claimId)));
    if (!claims.every((file) => file === undefined || isAtRest(file, endedMs))) return false;
  }
  return true;
}

const readAtOnce = 16;

interface RunningClaim {
  readonly scope: PracticeScope;
  readonly claimId: ClaimId;
}

/** A claim whose workflow has ended is at rest; what comes for it starts the next one before its file has been read. */
async function runningClaims(items: Items, scope: PracticeScope): Promise<RunningClaim[]> {
  const ofShards = shards.map(async (shard) => {
    const claims: RunningClaim[] = [];
    for await (const { claimId, workflow } of listedClaimsOfShard(items, scope, shard)) {
      if (workflow === 'running') claims.push({ scope, claimId });
    }
    return claims;
  });
  return (await Promise.all(ofShards)).flat();
}

/** Each object that arrived becomes a file. */
async function arrivals({ objects }: Services): Promise<number> {
  let count = 0;
  for (const prefix of ['inbox/', 'clearinghouse/'])
    for await (const { key } of objects.list(prefix)) count += key.endsWith('/') ? 0 : 1;
  return count;
}

/** `endedMs`: up to when waits were ended. One that was due by then is there only until the step after it is done. */
function isAtRest({ record, wait, ...rest }: ClaimFile, endedMs: number): boolean {
  if (hasDecisiveMail({ record, wait, ...rest })) return false;
  return record.workflow === 'ended' || (wait !== undefined && Date.parse(wait.due) > endedMs);
}
