import { type ClaimId, type Finding, keptFindings } from '../claims/index.ts';
import type { Items } from '../ports/index.ts';
import {
  type ChunkLine,
  type ChunkRecord,
  type ClaimRecord,
  chunkItem,
  claimOfIdentity,
  enrolPractice,
  enterBatch,
  type FileRecord,
  forgetSetAside,
  type IdentityRecord,
  openClaim,
  type PracticeScope,
  type SetAsideRecord,
  setAsideItem,
  setAsideOfChunk,
  type TakenClaim,
} from '../repositories/index.ts';
import { billedServiceWrites } from './billed-services.ts';
import { chargeEntry } from './charge.ts';
import { isChunkLine, standingRecords } from './chunks.ts';
import { claimSaidBefore } from './claim-said-before.ts';
import { refusalLister } from './list-refused.ts';
import { receivedFile } from './received-file.ts';
import { nowIso, type Services } from './services.ts';

/** The id that a record's claim has, whenever and wherever it is opened. */
export function claimIdOf({ ids }: Services, identity: string, attempt = ''): ClaimId {
  return ids.derive(15, 'claim', identity, attempt) as ClaimId;
}

/** Opens a claim for each record of a chunk; what can't become one or has one already is set aside. */
export async function openClaims(services: Services, fileId: string, chunkKey: string): Promise<void> {
  const { items } = services;
  const file = await receivedFile(services, fileId);
  const records = await standingRecords(services, file, chunkKey);
  const practices = new Map(records.filter(isChunkLine).map(({ practice }) => [practice.practiceId, practice]));
  for (const practice of practices.values()) {
    await enrolPractice(items, practice, file, services.configuration.practices);
    await enterBatch(items, practice, file);
  }
  const listFor = refusalLister(services, file);
  for (const record of records) if (!isChunkLine(record)) await listFor(record.practiceId);
  const [{ ordinal } = { ordinal: 1 }] = records;
  const before = await setAsideBefore(items, file, ordinal);
  const became = await Promise.all(
    records.map((record) => settle(services, file, chunkKey, record, before.get(record.ordinal))),
  );
  const found = new Set(records.map((record) => record.ordinal));
  for (const gone of before.keys()) if (!found.has(gone)) await forgetSetAside(items, fileId, gone);
  await items.transact([
    {
      put: chunkItem(
        file,
        ordinal,
        became.filter((claim) => claim !== undefined),
      ),
    },
  ]);
}

/** What earlier readings have set aside of the chunk that has this record. */
async function setAsideBefore(
  items: Items,
  { fileId, readings }: FileRecord,
  ordinal: number,
): Promise<ReadonlyMap<number, SetAsideRecord>> {
  const found = readings === 1 ? [] : await setAsideOfChunk(items, fileId, ordinal);
  return new Map(found.map((record) => [record.ordinal, record]));
}

/** The claim that the record has become; undefined when it is set aside. */
async function settle(
  services: Services,
  file: FileRecord,
  chunkKey: string,
  record: ChunkRecord,
  before: SetAsideRecord | undefined,
): Promise<TakenClaim | undefined> {
  // A person has made something of it since.
  if (before?.accepted === true) return undefined;
  const became = isChunkLine(record) ? await openLine(services, file, chunkKey, record) : record;
  if ('claimId' in became) {
    if (before !== undefined) await forgetSetAside(services.items, file.fileId, record.ordinal);
    return became;
  }
  const isDismissed = before?.kind === became.kind && before.dismissed === true;
  const kept = { ...became, reasons: keptFindings(became.reasons) };
  const put = setAsideItem(file, isDismissed ? { ...kept, dismissed: true } : kept);
  // Set aside by an earlier run of this very step, a person may have acted on it.
  await services.items.transact([before === undefined ? { put, if: 'absent' } : { put }]);
  return undefined;
}

/** The claim that the line has become, or how it is set aside. */
async function openLine(
  services: Services,
  file: FileRecord,
  chunkKey: string,
  line: ChunkLine,
): Promise<TakenClaim | SetAsideRecord> {
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
  return { ordinal, place, kind, reasons: [reason], repeats, ...scope, sourceId, chunkKey };
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
    sourceFindings: keptFindings(line.findings),
    ...(line.source !== undefined && { projection: 2 }),
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
