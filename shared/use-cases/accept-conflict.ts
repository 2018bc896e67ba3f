import { type Claim, type ClaimId, type FieldProblem, payerOf } from '../claims/index.ts';
import type { Write } from '../ports/index.ts';
import {
  type Actor,
  type ChunkLine,
  type ClaimFile,
  type FileRecord,
  keys,
  openClaim,
  outboxItem,
  type PracticeScope,
  practiceOfClaim,
  readSetAsideRecord,
  setAsideItem,
  sourceWrite,
} from '../repositories/index.ts';
import { failed, ok, type Result } from '../result.ts';
import { chunkLines } from './chunks.ts';
import { claimSaidBefore } from './claim-said-before.ts';
import { claimFile } from './claim-step.ts';
import { replaceClaim } from './correct-claim.ts';
import { answerMail, startMessage } from './deliver-mail.ts';
import { claimIdOf, opening } from './open-claims.ts';
import { receivedFile } from './received-file.ts';
import type { Services } from './services.ts';
import { lastAdjudicated } from './submit-claim.ts';
import { isChargeTakenBack, voidThatStands } from './void-claim.ts';
import { isCorrectable } from './waits-for-person.ts';

/** What an accepted conflict has become. */
export interface AcceptedConflict {
  readonly claimId: ClaimId;
  readonly as: 'correction' | 'new-claim';
}

/**
 * Takes a record that conflicts with a claim that came before. While that claim waits for a person the record corrects
 * it; once it is on its way or settled, the record becomes a claim of its own. Accepting it again finds what it became.
 */
export async function acceptConflict(
  actor: Actor,
  services: Services,
  fileId: string,
  ordinal: number,
): Promise<Result<AcceptedConflict, readonly FieldProblem[]>> {
  const record = await readSetAsideRecord(services.items, fileId, ordinal);
  if (record?.kind !== 'conflict' || record.chunkKey === undefined || record.repeats === undefined) {
    return failed([{ field: 'record', message: 'is no conflict: take its name from the list of conflicts' }]);
  }
  const line = (await chunkLines(services, record.chunkKey)).find((each) => each.ordinal === ordinal);
  if (line === undefined) return failed([{ field: 'record', message: 'is not in its chunk any more' }]);
  const scope = { practiceId: line.practice.practiceId };
  const claimId = record.repeats.claimId as ClaimId;
  if (record.accepted === true) return ok(await acceptedBefore(scope, services, fileId, line, claimId));
  const file = await receivedFile(services, fileId);
  const existing = await standingClaim(scope, services, claimId);
  const accepting = (repeated: ClaimId): Write => {
    const repeats = { ...scope, claimId: repeated };
    return { put: setAsideItem(file, { ...record, repeats, accepted: true }), if: 'present' };
  };
  if (!isCorrectable(existing)) {
    // Accepted or corrected to it meanwhile, there is nothing to bill.
    const same = await claimSaidBefore(services, scope, line, existing.record);
    const beside = replacing(services, line, existing);
    if (same === undefined) return ok(await openBeside(scope, services, file, beside, accepting(claimId)));
    await services.items.transact([accepting(same.claimId)]);
    return ok({ claimId: same.claimId, as: 'correction' });
  }
  const { claimId: corrected, claim: before } = existing.record;
  const { payersLeft, source } = line;
  const claim = corrected === claimId ? line.claim : asReplacement(line.claim, before.payerClaimControlNumber);
  const also = [accepting(corrected), ...(source === undefined ? [] : [sourceWrite(scope, corrected, source)])];
  await replaceClaim(scope, actor, services, existing, { claim, payersLeft }, 'the repeat that was accepted', also);
  return ok({ claimId: corrected, as: 'correction' });
}

/** The claim, or the one that stands in its place since the payer has accepted that as its replacement. */
async function standingClaim(scope: PracticeScope, services: Services, claimId: ClaimId): Promise<ClaimFile> {
  const passed = new Set<ClaimId>();
  for (let next = claimId; ; ) {
    const file = await claimFile(scope, services, next);
    const { voidedBy, what } = voidThatStands(file) ?? {};
    passed.add(next);
    const isReplaced = isChargeTakenBack(file) && what !== 'voided';
    if (!isReplaced || voidedBy === undefined || passed.has(voidedBy)) return file;
    next = voidedBy;
  }
}

/**
 * The record as it is billed beside the claim that came before: where the payer has settled that one and takes
 * replacements, as the replacement of it, so that the payer does not find the services billed twice.
 */
function replacing({ configuration }: Services, line: ChunkLine, { record, submissions }: ClaimFile): ChunkLine {
  const { payerId } = line.claim.payer;
  const theirs = lastAdjudicated(submissions, payerId)?.assignedPayerClaimControlNumber;
  const isTaken = payerOf(configuration, payerId).corrections === 'replacement';
  return isTaken && record.status === 'closed' ? { ...line, claim: asReplacement(line.claim, theirs) } : line;
}

/** An original as the replacement of the claim that the payer knows by this number. */
function asReplacement(claim: Claim, theirs: string | undefined): Claim {
  if (theirs === undefined || claim.claimFrequencyCode !== '1') return claim;
  return { ...claim, claimFrequencyCode: '7', payerClaimControlNumber: theirs };
}

function identityApart(fileId: string, { identity, ordinal }: ChunkLine): string {
  return `${identity}#${fileId}#${ordinal}`;
}

async function openBeside(
  scope: PracticeScope,
  services: Services,
  file: FileRecord,
  line: ChunkLine,
  accepting: Write,
): Promise<AcceptedConflict> {
  const apart = identityApart(file.fileId, line);
  const claimId = claimIdOf(services, apart);
  const own = { ...line, identity: services.ids.derive(26, 'identity', apart) };
  const opened = opening(services, scope, file, own, claimId);
  const start = outboxItem(keys.claimPartition(scope, claimId), startMessage(services, scope, claimId, 1));
  await openClaim(services.items, scope, { ...opened, also: [...opened.also, accepting, { put: start }] });
  return { claimId, as: 'new-claim' };
}

async function acceptedBefore(
  scope: PracticeScope,
  services: Services,
  fileId: string,
  line: ChunkLine,
  corrected: ClaimId,
): Promise<AcceptedConflict> {
  const own = claimIdOf(services, identityApart(fileId, line));
  if ((await practiceOfClaim(services.items, own)) !== undefined) return { claimId: own, as: 'new-claim' };
  // A crash may have come before the claim heard of its release.
  await answerMail(scope, services, corrected);
  return { claimId: corrected, as: 'correction' };
}
