import { countRecords, type FileRecord } from '../../shared/repositories/index.ts';
import type { ReportedRecord, RunReport } from '../../shared/use-cases/index.ts';
import type { Home } from '../home/home.ts';
import { type Upload, uploadedFileId } from './upload.ts';

/** Says on standard error why nothing of what was given could be taken. The exit status: 1 when that is so. */
export async function sayIfNothingWasTaken(home: Home, given: readonly Upload[], report: RunReport): Promise<0 | 1> {
  const why = await nothingTaken(home, given, report);
  if (why === undefined) return 0;
  process.stderr.write(`claimwright: ${why}\n`);
  return 1;
}

/**
 * Why nothing of what was given could be taken, a line each; undefined when anything of it was, now or before, or
 * nothing was given.
 */
async function nothingTaken(home: Home, given: readonly Upload[], report: RunReport): Promise<string | undefined> {
  const ids = new Set(given.map((upload) => uploadedFileId(home, upload)));
  const files = report.files.filter(({ fileId }) => ids.has(fileId));
  if (files.length === 0) return undefined;
  for (const file of files) if (!(await isLost(home, file))) return undefined;
  const reasons = files.flatMap((file) => reasonsOf(file, report.refused));
  return ['nothing that was given could be taken:', ...reasons.map((reason) => `  ${reason}`)].join('\n');
}

/** Quarantined before anything was taken of it, or each of its records refused. */
async function isLost({ services: { items } }: Home, file: FileRecord): Promise<boolean> {
  const { fileId, status, answersTaken = 0 } = file;
  // One that failed again and again was counted by nobody.
  const counts = file.counts ?? (await countRecords(items, fileId));
  if (answersTaken > 0) return false;
  if (counts.records > 0) return counts.refused + (counts.unread ?? 0) === counts.records;
  return status === 'quarantined';
}

function reasonsOf({ name, status, reason, fileId }: FileRecord, refused: readonly ReportedRecord[]): string[] {
  const whole = status === 'quarantined' ? [`${name} is quarantined: ${reason}`] : [];
  const records = refused.filter(({ record }) => record?.startsWith(`${fileId}-`));
  const seenTo = whole.length + records.length === 0 ? [`${name}: what was refused of it has been seen to since`] : [];
  return [
    ...whole,
    ...seenTo,
    ...records.flatMap(({ place, reasons }) => [
      `${name}, ${place} is refused:`,
      ...reasons.map((each) => `  ${each}`),
    ]),
  ];
}
