import type { ClaimId } from '../claims/index.ts';
import {
  type ClaimChange,
  type ClaimFile,
  changeClaim,
  type PracticeScope,
  readClaimFile,
} from '../repositories/index.ts';
import { SafeError } from '../safe-error.ts';
import { nowIso, type Services } from './services.ts';

/** The claim that a step works on, and the generation of the workflow that asks. */
export interface ClaimStep {
  readonly claimId: ClaimId;
  readonly generation: number;
}

/**
 * Runs one step of a claim's workflow: reads the claim, lets the step decide, stores what it changed in one
 * transaction. A step of an older generation does nothing and answers `superseded`. Running a step again finds what the
 * first run stored.
 */
export async function claimStep<Outcome extends string>(
  scope: PracticeScope,
  services: Services,
  { claimId, generation }: ClaimStep,
  decide: (file: ClaimFile, change: ClaimChange) => Outcome | Promise<Outcome>,
): Promise<Outcome | 'superseded'> {
  const file = await claimFile(scope, services, claimId);
  if (file.record.generation !== generation) return 'superseded';
  const change = changeClaim(scope, file, nowIso(services));
  const outcome = await decide(file, change);
  if (change.changed) await change.commit(services.items);
  return outcome;
}

/** The claim with all that is kept of it; throws a SafeError when the practice has no such claim. */
export async function claimFile(scope: PracticeScope, { items }: Services, claimId: ClaimId): Promise<ClaimFile> {
  const file = await readClaimFile(items, scope, claimId);
  if (file === undefined) throw new SafeError(`there is no claim ${claimId} in practice ${scope.practiceId}`);
  return file;
}
