import { type ClaimStatus, fieldsToCorrect } from '../../shared/claims/index.ts';
import type { ClaimRecord } from '../../shared/repositories/index.ts';
import { canHelpToRelease } from '../../shared/use-cases/index.ts';
import { type CalledWith, printedCommand } from './printed-command.ts';

/** An answer of a payer names no field of ours; a person knows which one it means. */
const answered: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['rejected', 'denied', 'partially-denied']);

type Waiting = Pick<ClaimRecord, 'claim' | 'claimId' | 'status' | 'reasons' | 'sourceFindings'>;

/** What to type for a claim that waits for a person: `release` only where it would not be stopped again at once. */
export function commandsToMend(record: Waiting, calledWith: CalledWith): string[] {
  const { claim, claimId, status, reasons } = record;
  const canRelease = canHelpToRelease(record);
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
