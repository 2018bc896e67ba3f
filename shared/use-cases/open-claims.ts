import type { ClaimId, Finding } from '../claims/index.ts';
import {
  type ChunkLine,
  type ClaimRecord,
  chunkItem,
  claimOfIdentity,
  enrolPractice,
  enterBatch,
  type FileRecord,
  type IdentityRecord,
  openClaim,
  type PracticeScope,
  type SetAsideRecord,
  setAsideItem,
  type TakenClaim,
} from '../repositories/index.ts';
import { SafeError } from '../safe-error.ts';
import { billedServiceWrites } from './billed-services.ts';
import { chargeEntry } from './charge.ts';
import { claimSaidBefore } from './claim-said-before.ts';
import { receivedFile } from './received-file.ts';
import { nowIso, type Services } from './services.ts';

/** The lines of a chunk that `splitUpload` wrote. */
export async function chunkLines({ objects }: Services, chunkKey: string): Promise<readonly ChunkLine[]> {
  const bytes = await objects.get(chunkKey);
  if (bytes === undefined) throw new SafeError(`there is no chunk ${chunkKey}`);
  const lines = new TextDecoder().decode(bytes).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ChunkLine);
}

/** The id that a record's claim has, whenever and wherever it is opened. */
export function claimIdOf({ ids }: Services, identity: string, attempt = ''): ClaimId {
  return ids.derive(15, 'claim', identity, attempt) as ClaimId;
}

/** Opens a claim for each record of a chunk; what has a claim already is set aside as a duplicate or a conflict. */
export async function openClaims(services: Services, fileId: string, chunkKey: string): Promise<void> {
  const file = await receivedFile(services, fileId);
  const lines = await chunkLines(services, chunkKey);
  const practices = new Map(lines.map(({ practice }) => [practice.practiceId, practice]));
  for (const practice of practices.values()) {
    await enrolPractice(services.items, practice, file, services.configuration.practices);
    await enterBatch(services.items, practice, file);
  }
  const claims = await Promise.all(lines.map((line) => openLine(services, file, chunkKey, line)));
  const taken = claims.filter((claim) => claim !== undefined);
  await services.items.transact([{ put: chunkItem(fileId, lines[0]?.ordinal ?? 0, taken) }]);
}

/** The claim that the line has become; undefined when it was set aside. */
async function openLine(
  services: Services,
  file: FileRecord,
  chunkKey: string,
  line: ChunkLine,
): Promise<TakenClaim | undefined> {
  const scope = { practiceId: line.practice.practiceId };
  const claimId = claimIdOf(services, line.identity);
  if (line.repeats === undefined) {
    const opened = await openClaim(services.items, scope, opening(services, scope, file, line, claimId));
    if (opened === 'opened') return { ...scope, claimId };
  }
  const holder = await claimOfIdentity(services.items, scope, line.identity);
  // Opened by an earlier run of this very step.
  if (holder?.fileId === file.fileId && holder.ordinal === line.ordinal) return { ...scope, claimId: holder.claimId };
  const { kind, reason, repeated = claimId } = await repetition(services, scope, line, holder);
  const { ordinal, place } = line;
  const repeats = { practiceId: scope.practiceId, claimId: repeated };
  const { sourceId } = line.claim;
  const record = { ordinal, place, kind, reasons: [reason], repeats, ...scope, sourceId, chunkKey };
  await services.items.transact([{ put: setAsideItem(file, record), if: 'absent' }]);
  return undefined;
}

/** What the line is to what came before it: to a record of its own file, or to the claim that has its identity. */
async function repetition(
  services: Services,
  scope: PracticeScope,
  line: ChunkLine,
  holder: IdentityRecord | undefined,
): Promise<{ readonly kind: SetAsideRecord['kind']; readonly reason: Finding; readonly repeated?: ClaimId }> {
  const isSame = [holder, line.repeats].some((earlier) => earlier?.content === line.content);
  const same = isSame || holder === undefined ? undefined : await claimSaidBefore(services, scope, line, holder);
  const repeated = same?.claimId ?? holder?.claimId;
  const named = repeated === undefined ? {} : { repeated };
  if (same?.isCorrected) return { kind: 'duplicate', reason: asCorrected, ...named };
  return isSame || same
    ? { kind: 'duplicate', reason: duplicate, ...named }
    : { kind: 'conflict', reason: conflict, ...named };
}

const duplicate = {
  code: 'duplicate',
  severity: 'warning',
  message: 'The same claim came before with the same content: nothing to do.',
} as const;
const asCorrected = {
  code: 'duplicate',
  severity: 'warning',
  message: 'The claim is here already and says the same, as it was corrected: nothing to do.',
} as const;
const conflict = {
  code: 'conflict',
  severity: 'error',
  message:
    'A claim with this identity came before with other content. Accepting this one corrects the earlier claim while that waits for a person. Once a payer has settled it, this one replaces it there, if that payer takes replacements; otherwise it becomes a new claim beside it. Or leave it.',
} as const;

/** All that is stored when a claim is opened. */
export function opening(
  services: Services,
  scope: PracticeScope,
  file: FileRecord,
  line: ChunkLine,
  claimId: ClaimId,
): Parameters<typeof openClaim>[2] {
  const now = nowIso(services);
  const record: ClaimRecord = {
    practiceId: scope.practiceId,
    claimId,
    source: {
      kind: line.kind,
      fileId: file.fileId,
      fileOrdinal: file.ordinal,
      ordinal: line.ordinal,
      place: line.place,
    },
    claim: line.claim,
    status: 'received',
    reasons: [],
    released: [],
    generation: 1,
    generationBegan: now,
    workflow: 'running',
    revision: 1,
    round: 1,
    sourceFindings: line.findings,
    payersLeft: line.payersLeft,
  };
  return {
    record,
    source: line.source === undefined ? undefined : JSON.stringify(line.source),
    identityHash: line.identity,
    content: line.content,
    charge: chargeEntry(line.claim, now.slice(0, 10)),
    also: billedServiceWrites(scope, services.ids, record),
  };
}
