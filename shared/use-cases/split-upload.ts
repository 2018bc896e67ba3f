import { type Finding, type Practice, refusals } from '../claims/index.ts';
import {
  type ChunkLine,
  type EarlierRecord,
  type FileRecord,
  type RefusedLine,
  updateFile,
} from '../repositories/index.ts';
import { SafeError } from '../safe-error.ts';
import { chunkCutter } from './chunks.ts';
import { type PracticeFinder, practiceFinder } from './practice-of-claim.ts';
import { type PracticeJudge, practiceJudge } from './practice-of-encounter.ts';
import { receivedFile } from './received-file.ts';
import { recordIdentity } from './record-identity.ts';
import type { Services } from './services.ts';
import { UnreadableUpload, type UploadRecord, uploadRecords } from './upload-records.ts';

/** Chunks of one round of the Map: what fits Step Functions' history and payload. */
const chunksPerRound = 500;

export interface SplitUpload {
  readonly chunkKeys: readonly string[];
  /** The record at which the next round begins; 0 when there is none. */
  readonly nextOrdinal: number;
}

/**
 * Cuts an upload into chunks of records in the object store, in rounds: what can become a claim, and what can't and why. A
 * record that repeats an earlier one of the same file is marked so here, where the order is known.
 */
export async function splitUpload(services: Services, fileId: string, fromOrdinal: number): Promise<SplitUpload> {
  const file = await receivedFile(services, fileId);
  const bytes = await services.objects.get(file.objectKey);
  if (bytes === undefined) throw new SafeError(`file ${fileId} is not in the archive`);
  const cutter = chunkCutter(services, fileId);
  const seen = new Map<string, EarlierRecord>();
  const practiceIds = new Set<string>();
  const practiceOf = practiceFinder(services, file);
  const judge = practiceJudge(services, file.sentFor ?? 'all');
  let unreadable = {};
  try {
    for await (const read of uploadRecords(services.configuration, file, bytes)) {
      const record = await withPractice(read, practiceOf, judge);
      const line = record.ok ? chunkLine(services, record, seen) : undefined;
      const isOfOthers = line !== undefined && file.sentFor?.includes(line.practice.practiceId) === false;
      if (line !== undefined && !isOfOthers) practiceIds.add(line.practice.practiceId);
      if (record.ordinal < fromOrdinal) continue;
      await cutter.cutBefore(record.ordinal);
      if (cutter.chunkKeys.length === chunksPerRound)
        return { chunkKeys: cutter.chunkKeys, nextOrdinal: record.ordinal };
      if (isOfOthers) cutter.add(ofOthers(line));
      else if (line !== undefined) cutter.add(line);
      else if (!record.ok) cutter.add(refusedLine(file, record));
    }
  } catch (problem) {
    if (!(problem instanceof UnreadableUpload)) throw problem;
    unreadable = { status: 'quarantined', reason: problem.message } satisfies Partial<FileRecord>;
  }
  await cutter.cut();
  await updateFile(services.items, file, { ...unreadable, practiceIds: [...practiceIds].sort() });
  return { chunkKeys: cutter.chunkKeys, nextOrdinal: 0 };
}

const notSentFor: Finding = {
  code: 'practice-not-sent-for',
  severity: 'error',
  message: 'The claim is of another practice than those for which the file was sent: send it for that one.',
};

type Refused = UploadRecord & { readonly ok: false };
type Taken = UploadRecord & { readonly ok: true };
type OfPractice = Taken & { readonly practice: Practice };

/** The record with whose it is; refused where nobody can tell, or where it names another one than it bills for. */
async function withPractice(
  record: UploadRecord,
  practiceOf: PracticeFinder,
  judge: PracticeJudge,
): Promise<Refused | OfPractice> {
  if (!record.ok) return withItsPractice(record, practiceOf);
  const { ordinal, place } = record;
  const { sourceId } = record.claim;
  if (record.practice !== undefined) {
    const { practice } = record;
    const problem = await judge(practice);
    if (problem === undefined) return { ...record, practice };
    const { practiceId } = practice;
    return { ok: false, kind: 'refused', ordinal, place, reasons: refusals([problem]), practiceId, sourceId };
  }
  const practice = await practiceOf(record.claim.billingProvider);
  if (practice.ok) return { ...record, practice: practice.value };
  return { ok: false, kind: 'refused', ordinal, place, reasons: [practice.problem], sourceId };
}

/** By who bills, as far as that can be read. */
async function withItsPractice(record: Refused, practiceOf: PracticeFinder): Promise<Refused> {
  if (record.billingProvider === undefined) return record;
  const practice = await practiceOf(record.billingProvider);
  return practice.ok ? { ...record, practiceId: practice.value.practiceId } : record;
}

function chunkLine({ ids }: Services, record: OfPractice, seen: Map<string, EarlierRecord>): ChunkLine {
  const { ok: _ok, ...taken } = record;
  const { identity, content } = recordIdentity(ids, record.practice, record);
  const earlier = seen.get(identity);
  if (earlier === undefined) seen.set(identity, { ordinal: record.ordinal, content });
  return { ...taken, identity, content, ...(earlier === undefined ? {} : { repeats: earlier }) };
}

function ofOthers({ ordinal, place, claim: { sourceId } }: ChunkLine): RefusedLine {
  return { ordinal, place, kind: 'refused', reasons: [notSentFor], sourceId };
}

function refusedLine({ sentFor }: FileRecord, record: Refused): RefusedLine {
  const { ordinal, place, kind, reasons, practiceId, sourceId } = record;
  // Nobody is told of a record that somebody sent in another's name.
  const isOwn = practiceId !== undefined && sentFor?.includes(practiceId) !== false;
  const known = { ...(isOwn && { practiceId }), ...(sourceId !== undefined && { sourceId }) };
  return { ordinal, place, kind, reasons, ...known };
}
