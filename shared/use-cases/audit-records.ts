import type { Items } from '../ports/index.ts';
import { type AuditRecord, chainRecords, shards } from '../repositories/index.ts';

/** The record of who saw and changed what, of one claim or of all, oldest first. */
export async function auditRecords(
  { items }: { readonly items: Items },
  claimId?: string,
): Promise<readonly AuditRecord[]> {
  const found: AuditRecord[] = [];
  for (const shard of shards) {
    for await (const record of chainRecords(items, shard)) {
      if (claimId === undefined || record.entry.claims.includes(claimId)) found.push(record);
    }
  }
  return found.sort((left, right) => (left.entry.at < right.entry.at ? -1 : 1));
}
