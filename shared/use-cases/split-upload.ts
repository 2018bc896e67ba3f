import type { Finding, Practice } from '../claims/index.ts';
import {
  type ChunkLine,
  type EarlierRecord,
  type FileRecord,
  setAsideItem,
  updateFile,
} from '../repositories/index.ts';
import { ok } from '../result.ts';
import { SafeError } from '../safe-error.ts';
import { type RefusalLister, refusalLister } from './list-refused.ts';
import { type PracticeFinder, practiceFinder } from './practice-of-claim.ts';
import { receivedFile } from './received-file.ts';
import { recordIdentity } from './record-identity.ts';
import type { Services } from './services.ts';
import { UnreadableUpload, type UploadRecord, uploadRecords } from './upload-records.ts';

const recordsPerChunk = 100;
/** Chunks of one round of the Map: what fits Step Functions' history and payload. */
const chunksPerRound = 500;

export interface SplitUpload {
  readonly chunkKeys: readonly string[];
  /** The record at which the next round begins; 0 when there is none. */
  readonly nextOrdinal: number;
}

/**
 * Cuts an upload into chunks of records in the object store, in rounds, and sets aside what can't become a claim. A
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
  const listFor = refusalLister(services, file);
  let unreadable = {};
  try {
    for await (const read of uploadRecords(services.configuration, file, bytes)) {
      const record = await withPractice(read, practiceOf);
      const line = record.ok ? chunkLine(services, record, seen) : undefined;
      const isOfOthers = line !== undefined && file.sentFor?.includes(line.practice.practiceId) === false;
      if (line !== undefined && !isOfOthers) practiceIds.add(line.practice.practiceId);
      if (record.ordinal < fromOrdinal) continue;
      if (cutter.chunkKeys.length === chunksPerRound)
        return { chunkKeys: cutter.chunkKeys, nextOrdinal: record.ordinal };
      if (isOfOthers)
        await setAside(services, file, listFor, {
          ...record,
          ok: false,
          kind: 'refused',
          reasons: [notSentFor],
          sourceId: line.claim.sourceId,
        });
      else if (line !== undefined) await cutter.add(line);
      else if (!record.ok) await setAside(services, file, listFor, record);
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

/** The record with whose it is; refused where nobody can tell. */
async function withPractice(record: UploadRecord, practiceOf: PracticeFinder): Promise<Refused | OfPractice> {
  if (!record.ok) return withItsPractice(record, practiceOf);
  const { ordinal, place } = record;
  const { sourceId } = record.claim;
  const practice = record.practice ? ok(record.practice) : await practiceOf(record.claim.billingProvider);
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

async function setAside(
  { items }: Services,
  file: FileRecord,
  listFor: RefusalLister,
  { ordinal, place, kind, reasons, practiceId, sourceId }: Refused,
): Promise<void> {
  // Nobody is told of a record that somebody sent in another's name.
  const isOwn = practiceId !== undefined && file.sentFor?.includes(practiceId) !== false;
  const known = { ...(isOwn && { practiceId }), ...(sourceId !== undefined && { sourceId }) };
  await listFor(isOwn ? practiceId : undefined);
  await items.transact([{ put: setAsideItem(file, { ordinal, place, kind, reasons, ...known }) }]);
}

function chunkCutter({ objects }: Services, fileId: string) {
  const chunkKeys: string[] = [];
  let lines: ChunkLine[] = [];
  async function cut(): Promise<void> {
    const [first] = lines;
    if (first === undefined) return;
    const key = `batches/${fileId}/${String(first.ordinal).padStart(8, '0')}.ndjson`;
    await objects.putIfAbsent(key, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    chunkKeys.push(key);
    lines = [];
  }
  return {
    chunkKeys,
    cut,
    async add(line: ChunkLine): Promise<void> {
      lines.push(line);
      if (lines.length === recordsPerChunk) await cut();
    },
  };
}
