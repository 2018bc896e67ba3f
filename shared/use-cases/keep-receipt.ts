import type { Ids, Items, Objects } from '../ports/index.ts';
import { ok, type Result } from '../result.ts';
import { type AuditVerified, verifyAudit } from './verify-audit.ts';

interface Home {
  readonly items: Items;
  readonly ids: Ids;
  readonly objects: Pick<Objects, 'get' | 'list' | 'putIfAbsent'>;
}

const folder = 'receipts/';

async function lastReceipt({ objects }: Home): Promise<string | undefined> {
  let last: string | undefined;
  // They are named by the time at which they were given.
  for await (const { key } of objects.list(folder)) if (last === undefined || key > last) last = key;
  const bytes = last === undefined ? undefined : await objects.get(last);
  return bytes && Buffer.from(bytes).toString();
}

/**
 * Verifies the audit record against the receipt that is given, or against the one that was kept last, and keeps the new
 * one where all is whole: outside of the store, so that an old copy of the store shows by it. `now`: by the machine's own
 * clock.
 */
export async function verifyAndKeepReceipt(
  home: Home,
  now: Date,
  given?: string,
): Promise<Result<AuditVerified, 'receipt-invalid'>> {
  const kept = given === undefined ? await lastReceipt(home) : undefined;
  const verified = await verifyAudit(home, given ?? kept);
  if (!verified.ok && kept !== undefined) {
    const bare = await verifyAudit(home);
    return bare.ok
      ? ok({ ...bare.value, faults: [...bare.value.faults, 'the receipt that was kept last was changed'] })
      : bare;
  }
  if (verified.ok && verified.value.faults.length === 0) {
    await home.objects.putIfAbsent(`${folder}${now.toISOString().replaceAll(':', '')}`, verified.value.receipt);
  }
  return verified;
}
