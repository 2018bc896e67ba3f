import type { FileRecord } from '../../shared/repositories/index.ts';
import type { ReportedRecord, RunReport } from '../../shared/use-cases/index.ts';
import type { Home } from '../home/home.ts';
import { type Upload, uploadedFileId } from './upload.ts';

/** Says on standard error why nothing of what was given could be taken. The exit status: 1 when that is so. */
export function sayIfNothingWasTaken(home: Home, given: readonly Upload[], report: RunReport): 0 | 1 {
  const why = nothingTaken(home, given, report);
  if (why === undefined) return 0;
  process.stderr.write(`claimwright: ${why}\n`);
  return 1;
}

/**
 * Why nothing of what was given could be taken, a line each; undefined when anything of it was, now or before, or
 * nothing was given.
 */
function nothingTaken(home: Home, given: readonly Upload[], report: RunReport): string | undefined {
  const ids = new Set(given.map((upload) => uploadedFileId(home, upload)));
  const files = report.files.filter(({ fileId }) => ids.has(fileId));
  if (files.length === 0 || !files.every(isLost)) return undefined;
  const reasons = files.flatMap((file) => reasonsOf(file, report.refused));
  return ['nothing that was given could be taken:', ...reasons.map((reason) => `  ${reason}`)].join('\n');
}

/** Quarantined before anything was taken of it, or each of its records refused. */
function isLost({ status, counts }: FileRecord): boolean {
  if (counts !== undefined && counts.records > 0) return counts.refused + (counts.unread ?? 0) === counts.records;
  return status === 'quarantined';
}

function reasonsOf({ name, status, reason, fileId }: FileRecord, refused: readonly ReportedRecord[]): string[] {
  const whole = status === 'quarantined' ? [`${name} is quarantined: ${reason}`] : [];
  const records = refused.filter(({ record }) => record?.startsWith(`${fileId}-`));
  return [
    ...whole,
    ...records.flatMap(({ place, reasons }) => [
      `${name}, ${place} is refused:`,
      ...reasons.map((each) => `  ${each}`),
    ]),
  ];
}
