import { isSame, readRemittances835 } from '../exchange/index.ts';
import type { Remittance } from '../remittance/index.ts';
import {
  correctedRemittanceWrites,
  type FileRecord,
  type PracticeScope,
  type RemittanceFile,
  readFileRecord,
  readRemittanceFile,
  setUnapplied,
} from '../repositories/index.ts';
import { type MatchedRemittance, matchRemittance } from './match-remittance.ts';
import type { Services } from './services.ts';

/** What the remittance said when it was booked, from the archive. */
async function saidBefore({ items, objects }: Services, { record }: RemittanceFile): Promise<Remittance | undefined> {
  const file = await readFileRecord(items, record.fileId);
  const bytes = file && (await objects.get(file.objectKey));
  if (bytes === undefined) return undefined;
  const sets = readRemittances835(bytes).transactions.flatMap((set) =>
    set.kind === 'refused' ? [] : [set.remittance],
  );
  return sets.find(({ contentHash }) => contentHash === record.contentHash);
}

/** What was booked of it: the payment, and all claims but those that were set aside. */
function booked(
  { payment, paymentDate, payee, providerAdjustments, claims }: Remittance,
  setAside: ReadonlySet<number>,
) {
  const applied = claims.map((claim) => (setAside.has(claim.ordinal) ? 'set aside' : claim));
  return { payment, paymentDate, payee, providerAdjustments, applied };
}

/**
 * Takes a copy of a remittance that was booked, of the same payment, in which the payer has corrected claims that could not be
 * applied: those that can be now are to be posted, and nothing else changes. Answers what it comes to; undefined where it is
 * no such copy, or pays for another practice than the one whose books have the cash.
 */
export async function takeCorrected(
  services: Services,
  file: FileRecord,
  known: PracticeScope & { readonly remittanceId: string },
  remittance: Remittance,
): Promise<MatchedRemittance | undefined> {
  const { items } = services;
  const before = await readRemittanceFile(items, known, known.remittanceId);
  if (before === undefined || before.unapplied.length === 0) return undefined;
  const said = await saidBefore(services, before);
  const setAside = new Set(before.unapplied.map(({ ordinal }) => ordinal));
  if (said === undefined || !isSame(booked(said, setAside), booked(remittance, setAside))) return undefined;
  const matched = await matchRemittance(services, remittance);
  const applied = matched?.applied.filter(({ payment }) => setAside.has(payment.ordinal)) ?? [];
  const isOfHolder = applied.every(({ scope }) => scope.practiceId === known.practiceId);
  if (matched === undefined || applied.length === 0 || !isOfHolder) return undefined;
  const unapplied = matched.unapplied.filter(({ ordinal }) => setAside.has(ordinal));
  const record = {
    ...before.record,
    fileId: file.fileId,
    contentHash: remittance.contentHash,
    status: 'posting',
  } as const;
  await setUnapplied(items, known, record, unapplied);
  await items.transact(correctedRemittanceWrites(known, record));
  return { ...matched, applied, unapplied };
}
