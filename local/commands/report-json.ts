import { formatMoney } from '../../shared/money.ts';
import { type FileRecord, waitsInQuarantine } from '../../shared/repositories/index.ts';
import type { ReportedRecord, RunReport } from '../../shared/use-cases/index.ts';

/** The report as `--json` prints it: money as decimal strings. */
export function reportJson(report: RunReport): object {
  const { claims, refused, duplicates, conflicts, problems, money, ledgerImbalance, unapplied, unappliedParts, files } =
    report;
  return {
    claims,
    refused: refused.map(recordJson),
    duplicates: duplicates.map(recordJson),
    conflicts: conflicts.map(recordJson),
    problems: problems.map(recordJson),
    money: Object.fromEntries(Object.entries(money).map(([name, amount]) => [name, formatMoney(amount)])),
    unapplied: formatMoney(unapplied),
    unappliedParts: unappliedParts.map((part) => ({ ...part, amount: formatMoney(part.amount) })),
    ledgerImbalanceCents: ledgerImbalance,
    files: files.map(fileJson),
  };
}

function fileJson(file: FileRecord): object {
  const { fileId, name, kind, from, status, reason, objectKey, counts } = file;
  return {
    file: name,
    fileId,
    kind,
    from,
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(status === 'quarantined' ? { dismissed: !waitsInQuarantine(file) } : {}),
    archivedAs: objectKey,
    ...(counts === undefined ? {} : { counts }),
  };
}

/** `reason`: all that is wrong with it, a sentence each. */
function recordJson({ reasons, ...record }: ReportedRecord): object {
  return { ...record, reason: reasons.join(' ') };
}
