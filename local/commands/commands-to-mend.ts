import { type ClaimStatus, fieldsToCorrect } from '../../shared/claims/index.ts';
import type { Items } from '../../shared/ports/index.ts';
import type { ClaimRecord } from '../../shared/repositories/index.ts';
import { remediesOf } from '../../shared/use-cases/index.ts';
import { type CalledWith, printedCommand } from './printed-command.ts';

/** An answer of a payer names no field of ours; a person knows which one it means. */
const answered: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['rejected', 'denied', 'partially-denied']);

/** What to type for a claim that waits for a person: what would not be stopped again at once. Nothing where none helps. */
export async function commandsToMend(items: Items, record: ClaimRecord, calledWith: CalledWith): Promise<string[]> {
  const { claim, claimId, status, reasons } = record;
  const { canCorrect, canRelease } = await remediesOf(items, record);
  if (!canCorrect) return [];
  const named = [
    ...new Set(reasons.flatMap(({ field }) => (field === undefined ? [] : fieldsToCorrect(claim, field)))),
  ];
  const fields = named.length === 0 && (answered.has(status) || !canRelease) ? ['FIELD'] : named;
  // Of a list, an item that is too many is removed.
  const corrections = fields.map((field) => (field.endsWith(']') ? `${field}=` : `${field}=VALUE`));
  return [
    ...(corrections.length === 0 ? [] : [printedCommand(calledWith, 'correct', claimId, ...corrections)]),
    ...(canRelease ? [printedCommand(calledWith, 'release', claimId)] : []),
  ];
}
