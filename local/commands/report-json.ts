import { formatMoney } from '../../shared/money.ts';
import type { RunReport } from '../../shared/use-cases/index.ts';

/** The report as `--json` prints it: money as decimal strings. */
export function reportJson({ claims, money, ledgerImbalance, unapplied, files, ...aside }: RunReport): object {
  return {
    claims,
    ...aside,
    money: Object.fromEntries(Object.entries(money).map(([name, amount]) => [name, formatMoney(amount)])),
    unapplied: formatMoney(unapplied),
    ledgerImbalanceCents: ledgerImbalance,
    files: files.map(({ fileId, name, kind, from, status, reason, objectKey, counts }) => ({
      file: name,
      fileId,
      kind,
      from,
      status,
      ...(reason === undefined ? {} : { reason }),
      archivedAs: objectKey,
      ...(counts === undefined ? {} : { counts }),
    })),
  };
}
