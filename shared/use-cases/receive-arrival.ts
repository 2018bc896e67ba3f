import { countClaims, decodeText, delimiterFaults, type FileKind, identifyFile } from '../exchange/index.ts';
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
import { type Arrival, arrivalName, fileIdOf, type Replay } from './arrival.ts';
import { receiveAcknowledgement } from './receive-acknowledgement.ts';
import { receiveRemittances } from './receive-remittances.ts';
import { receivedFile } from './received-file.ts';
import { nowIso, type Services } from './services.ts';

/** What became of a file that was to be read: `known` when it had been read before. */
type Outcome = 'known' | 'taken' | 'quarantined';

/** Answers the file as reading left it. */
type Reader = (services: Services, file: FileRecord, bytes: Uint8Array) => Promise<FileRecord>;

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
function quarantine({ items }: Services, file: FileRecord, reason: string, bytes: Uint8Array): Promise<FileRecord> {
  const unread = countClaims(decodeText(bytes));
  const counts = { records: unread, taken: 0, refused: 0, duplicates: 0, conflicts: 0, problems: 0, unread };
  return updateFile(items, file, { status: 'quarantined', reason, ...(unread > 0 && { counts }) });
}

const notExpected =
  (reason: string): Reader =>
  (services, file, bytes) =>
    quarantine(services, file, reason, bytes);

const readers: Readonly<Record<FileKind, Reader>> = {
  '837p': startBatch,
  'encounters-json': startBatch,
  'encounters-ndjson': startBatch,
  '835': receiveRemittances,
  '999': receiveAcknowledgement,
  ta1: receiveAcknowledgement,
  '277ca': receiveAcknowledgement,
  '270': notExpected('it is an eligibility inquiry (270), which only we send'),
  '271': notExpected('it is an eligibility answer (271) to no question that is open'),
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
  if (identified.kind === 'unknown') return quarantine(services, file, identified.reason, bytes);
  // Claims are read by the separators that they use.
  const isAnswer = identified.kind !== '837p' && !identified.kind.startsWith('encounters');
  const causes = isAnswer ? delimiterFaults(decodeText(bytes)).issues.map(({ message }) => message) : [];
  // Everything in it would be misread, and found wrong for this one reason.
  if (causes.length > 0) return quarantine(services, file, causes.join(' '), bytes);
  return readers[identified.kind](services, file, bytes);
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
