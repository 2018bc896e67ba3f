import {
  countRecords,
  endBatch,
  type FileCounts,
  forgetEarlierReadings,
  setAsideRecords,
} from '../repositories/index.ts';
import { receivedFile } from './received-file.ts';
import { type PlacedReason, sayReasons } from './say-reasons.ts';
import { nowIso, type Services } from './services.ts';

/** Closes an upload: counts what became of each of its records. One in which nothing could be read is quarantined. */
export async function reportBatch(services: Services, fileId: string): Promise<FileCounts> {
  const file = await receivedFile(services, fileId);
  await forgetEarlierReadings(services.items, file);
  const counts = await countRecords(services.items, fileId);
  if (counts.records > 0 || counts.problems === 0) {
    const status = file.status === 'quarantined' ? 'quarantined' : 'read';
    await endBatch(services.items, file, nowIso(services), { status, counts });
    return counts;
  }
  const reasons: PlacedReason[] = [];
  for await (const problem of setAsideRecords(services.items, fileId)) {
    reasons.push({ place: problem.place, reason: problem.reasons.map(({ message }) => message).join(' ') });
  }
  const reason = sayReasons(reasons);
  await endBatch(services.items, file, nowIso(services), { status: 'quarantined', reason, counts });
  return counts;
}
