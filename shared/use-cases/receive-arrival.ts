import {
  answersInFile,
  countClaims,
  decodeText,
  delimiterFaults,
  type FileKind,
  type Identified,
  identifyFile,
} from '../exchange/index.ts';
import {
  enterFile,
  expectBatch,
  expectedBatch,
  type FileRecord,
  keys,
  outboxItem,
  readUpload,
  reenterFile,
  updateFile,
  uploadArrived,
} from '../repositories/index.ts';
import { SafeError } from '../safe-error.ts';
import { type AnswersRead, fileAfter } from './answers-read.ts';
import { type Arrival, arrivalName, fileIdOf, type Replay } from './arrival.ts';
import { receiveAcknowledgement } from './receive-acknowledgement.ts';
import { receiveRemittances } from './receive-remittances.ts';
import { receivedFile } from './received-file.ts';
import { nowIso, type Services } from './services.ts';

/** What became of a file that was to be read: `known` when it had been read before. */
type Outcome = 'known' | 'taken' | 'quarantined';

/** Takes those answers of a file that are its own, and leaves the others to their readers. */
type AnswerReader = (services: Services, file: FileRecord, bytes: Uint8Array) => Promise<AnswersRead>;

/** A practice's claims become a batch of their own; the rest is read here and now. */
async function startBatch({ items, ids }: Services, file: FileRecord): Promise<FileRecord> {
  const { fileId, readings } = file;
  const executionName = `${fileId}-${readings}`;
  const message = {
    kind: 'start-workflow',
    messageId: ids.derive(20, 'start', 'ingest-batch', executionName),
    machine: 'ingest-batch',
    executionName,
    input: { fileId },
  } as const;
  await items.transact([{ put: outboxItem(keys.filePartition(fileId), message) }]);
  return file;
}

/** An 837 says with the reason how many claims lie unread in it, so that what was sent and what was read can be compared. */
function countsOfUnread(text: string): Pick<FileRecord, 'counts'> {
  const unread = countClaims(text);
  const counts = { records: unread, taken: 0, refused: 0, duplicates: 0, conflicts: 0, problems: 0, unread };
  return unread > 0 ? { counts } : {};
}

const kindsOfClaims: readonly Identified['kind'][] = ['837p', 'encounters-json', 'encounters-ndjson'];
const amongAnswers = 'it holds claims (837) among answers: send them in a file of their own';

/** Who reads what of a file of answers, or why nobody does. */
const readers: Readonly<Record<FileKind, AnswerReader | string>> = {
  '835': receiveRemittances,
  '999': receiveAcknowledgement,
  ta1: receiveAcknowledgement,
  '277ca': receiveAcknowledgement,
  '270': 'it is an eligibility inquiry (270), which only we send',
  '271': 'it is an eligibility answer (271) to no question that is open',
  '837p': amongAnswers,
  'encounters-json': amongAnswers,
  'encounters-ndjson': amongAnswers,
};

/**
 * Takes in a file that arrived: archives it untouched under our id, then reads it as what it is. What can't be read is
 * quarantined with its reason. The same arrival again goes on where the first one stopped. Answers what
 * became of it.
 */
export async function receiveArrival(services: Services, arrival: Arrival): Promise<Outcome> {
  const { items, objects } = services;
  const bytes = await objects.get(arrival.objectKey, arrival.version);
  if (bytes === undefined) throw new SafeError('an arrival names a file that is not in the object store');
  const fileId = fileIdOf(services.ids, arrival.objectKey, bytes);
  const objectKey = `archive/${fileId}`;
  await objects.putIfAbsent(objectKey, bytes);
  const identified = identifyFile(bytes);
  const sentFor = await practicesSentFor(services, arrival, fileId);
  const file = await enterFile(items, {
    fileId,
    name: await arrivalName(services, arrival.objectKey),
    from: arrival.from,
    kind: identified.kind,
    objectKey,
    receivedAt: nowIso(services),
    status: 'reading',
    readings: 1,
    ...(sentFor && { sentFor }),
  });
  if (file.status !== 'reading') return 'known';
  const { status } = await read(services, file, bytes);
  return status === 'quarantined' ? 'quarantined' : 'taken';
}

/** For whom a file was sent by a caller of the API; undefined when whoever put it there may send for all. */
async function practicesSentFor(
  services: Services,
  { objectKey, from }: Arrival,
  fileId: string,
): Promise<readonly string[] | undefined> {
  const { items } = services;
  if (from !== 'practice') return undefined;
  const upload = await readUpload(items, objectKey.slice(objectKey.lastIndexOf('/') + 1));
  if (upload !== undefined) {
    await uploadArrived(items, upload, fileId);
    if (upload.practices !== 'all') {
      await expectBatch(items, { fileId, practiceIds: upload.practices, receivedAt: nowIso(services) });
    }
  }
  return (await expectedBatch(items, fileId))?.practiceIds;
}

function read(services: Services, file: FileRecord, bytes: Uint8Array): Promise<FileRecord> {
  const identified = identifyFile(bytes);
  // Claims are read by the separators that they use.
  if (kindsOfClaims.includes(identified.kind)) return startBatch(services, file);
  const text = decodeText(bytes);
  const causes = delimiterFaults(text).issues.map(({ message }) => message);
  if (identified.kind === 'unknown' || causes.length === 0) return readAnswers(services, file, bytes, identified);
  // Everything in it would be misread, and found wrong for this one reason.
  const reason = causes.join(' ');
  return updateFile(services.items, file, { status: 'quarantined', reason, ...countsOfUnread(text) });
}

const cutOff =
  'it is cut off, or an envelope in it (ISA, GS, ST) has no end: ask for the whole file, more may have been in it';

/** Each kind of answers in the file is read by its own reader; the file is read once all of them have. */
async function readAnswers(
  services: Services,
  file: FileRecord,
  bytes: Uint8Array,
  first: Identified,
): Promise<FileRecord> {
  const text = decodeText(bytes);
  const { kinds: found, isCutOff } = answersInFile(text);
  // What the file begins with may be no answer that can be told from others.
  const kinds = first.kind === 'unknown' || found.length === 0 ? [first, ...found] : found;
  const read: AnswersRead[] = [];
  for (const reader of new Set(kinds.map((each) => (each.kind === 'unknown' ? each.reason : readers[each.kind])))) {
    if (typeof reader === 'string') read.push({ problems: [{ reason: reader }], taken: 0 });
    else read.push(await reader(services, file, bytes));
  }
  if (isCutOff) read.push({ problems: [{ reason: cutOff }], taken: 0 });
  // An answer names the segments of claims too.
  const mayHoldClaims = kinds.some(({ kind }) => kind === '837p' || kind === 'unknown');
  const counts = mayHoldClaims ? countsOfUnread(text) : {};
  return updateFile(services.items, file, { ...fileAfter(read), kind: nameOf(kinds), ...counts });
}

/** A TA1 that stands beside others goes without saying. */
function nameOf(kinds: readonly Identified[]): string {
  const names = [...new Set(kinds.map(({ kind }) => kind))];
  return (names.length > 1 ? names.filter((name) => name !== 'ta1') : names).join('+');
}

/**
 * Has a quarantined file read again, once what it was quarantined for has been mended: it goes where arrivals come from.
 * What was taken from it before is known and stays as it is. Throws a SafeError when the file is not in quarantine.
 */
export async function replayFile(services: Services, fileId: string): Promise<void> {
  const { items, ids } = services;
  const file = await receivedFile(services, fileId);
  const reading = file.readings + 1;
  const messageId = ids.derive(20, 'replay', fileId, String(reading));
  const body = JSON.stringify({ fileId, reading } satisfies Replay);
  const message = { kind: 'send', messageId, queue: 'arrivals', message: { id: messageId, body } } as const;
  if (!(await reenterFile(items, file, message))) throw new SafeError(`file ${fileId} is not in quarantine`);
}

/** Reads a file that `replayFile` has let out of quarantine; the same again goes on where the first one stopped. */
export async function readAgain(services: Services, { fileId, reading }: Replay): Promise<Outcome> {
  const file = await receivedFile(services, fileId);
  if (file.status !== 'reading' || file.readings !== reading) return 'known';
  const bytes = await services.objects.get(file.objectKey);
  const { status } =
    bytes === undefined
      ? await updateFile(services.items, file, { status: 'quarantined', reason: 'it is not in the archive any more' })
      : await read(services, file, bytes);
  return status === 'quarantined' ? 'quarantined' : 'taken';
}
