import type { ClaimId } from '../claims/index.ts';
import {
  type Actor,
  type ClaimChange,
  changeClaim,
  type PracticeScope,
  readClaimFile,
  type WorkItem,
  type WorkResolution,
} from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';
import { nowIso, type Services } from './services.ts';

/** `unknown`: there is no such work. `ended`: it is done. `taken`: somebody else looks after it. */
export type WorkRefusal = 'unknown' | 'ended' | 'taken';

const userOf = (actor: Actor): string => (actor.kind === 'person' ? actor.userId : 'pipeline');

async function changeWork(
  scope: PracticeScope,
  actor: Actor,
  services: Services,
  claimId: ClaimId,
  workId: string,
  decide: (work: WorkItem, change: ClaimChange) => WorkItem,
  isDone: (work: WorkItem) => boolean = () => false,
): Promise<Result<WorkItem, WorkRefusal>> {
  const file = await readClaimFile(services.items, scope, claimId);
  const work = file?.work.find((item) => item.workId === workId);
  if (file === undefined || work === undefined) return failed('unknown');
  if (!work.open) return isDone(work) ? ok(work) : failed('ended');
  if (work.takenBy !== undefined && work.takenBy !== userOf(actor)) return failed('taken');
  const change = changeClaim(scope, file, nowIso(services));
  const changed = decide(work, change);
  if (changed === work) return ok(work);
  change.putWork(changed);
  await change.commit(services.items);
  return ok(changed);
}

/** Says who looks after work from now on. Again, it changes nothing. */
export function takeWork(
  scope: PracticeScope,
  actor: Actor,
  services: Services,
  claimId: ClaimId,
  workId: string,
): Promise<Result<WorkItem, WorkRefusal>> {
  return changeWork(scope, actor, services, claimId, workId, (work, change) => {
    if (work.takenBy !== undefined) return work;
    change.say(`work taken by ${userOf(actor)}`, work.category);
    return { ...work, takenBy: userOf(actor) };
  });
}

/**
 * Ends work whose matter a person has settled; in the same way again, it changes nothing. Money and status of the claim
 * stay as they are: what moves these is an answer, a correction or a release.
 */
export function resolveWork(
  scope: PracticeScope,
  actor: Actor,
  services: Services,
  claimId: ClaimId,
  workId: string,
  resolution: WorkResolution,
): Promise<Result<WorkItem, WorkRefusal>> {
  const end = (work: WorkItem, change: ClaimChange): WorkItem => {
    change.say(`work resolved by ${userOf(actor)}`, `${work.category}, ${resolution}`);
    return { ...work, open: false, resolution };
  };
  return changeWork(scope, actor, services, claimId, workId, end, (work) => work.resolution === resolution);
}
