import type { DatabaseSync } from 'node:sqlite';
import type { PendingWork as Pending } from '../../shared/timekeeping/index.ts';

/** What the home must know of its own store to tell when time may move on. */
export interface PendingWork extends Pending {
  isRemittancePosting(): boolean;
  /** Claims by status. */
  claimsByStatus(): ReadonlyMap<string, number>;
}

/** Reads the items' table: the partitions are those of shared/repositories/keys.ts. */
export function pendingWork(sql: DatabaseSync): PendingWork {
  const ready = sql.prepare('SELECT min(ready_sk) AS first FROM items WHERE ready_pk GLOB ?');
  const due = sql.prepare('SELECT min(due_sk) AS first FROM items WHERE due_pk GLOB ?');
  const byStatus = sql.prepare(
    `SELECT substr(status_sk, 1, instr(status_sk, '#') - 1) AS status, count(*) AS claims
     FROM items WHERE status_pk GLOB 'P#*#CLAIMS#*' GROUP BY 1`,
  );
  const firstDate = (row: { readonly first?: unknown } | undefined): Date | undefined =>
    typeof row?.first === 'string' ? new Date(row.first.split('#', 1)[0] ?? '') : undefined;
  return {
    // A file that was begun and not sent counts too.
    submissionReadySince: () => firstDate(ready.get('P#*#TRANSMISSIONS')) ?? firstDate(ready.get('P#*#SUBMIT#*')),
    answerDue: () => firstDate(due.get('P#*#DUE#answer#*')),
    personDue: () => firstDate(due.get('P#*#DUE#person#*')),
    isRemittancePosting: () => ready.get('P#*#REMITTANCES')?.['first'] != null,
    claimsByStatus: () => new Map(byStatus.all().map((row) => [String(row['status']), Number(row['claims'])])),
  };
}
