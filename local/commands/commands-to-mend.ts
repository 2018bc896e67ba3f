import type { ClaimStatus } from '../../shared/claims/index.ts';
import type { Items } from '../../shared/ports/index.ts';
import type { ClaimState } from '../../shared/repositories/index.ts';
import { fieldsToMend, remediesOf } from '../../shared/use-cases/index.ts';
import { type CalledWith, printedCommand } from './printed-command.ts';

/** An answer of a payer names no field of ours; a person knows which one it means. */
const answered: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['rejected', 'denied', 'partially-denied']);

/** What to type for a claim that waits for a person: what would not be stopped again at once. Nothing where none helps. */
export async function commandsToMend(items: Items, claim: ClaimState, calledWith: CalledWith): Promise<string[]> {
  const { claimId, status } = claim;
  const { canCorrect, canRelease } = await remediesOf(items, claim);
  if (!canCorrect) return [];
  const named = await fieldsToMend(items, claim);
  const fields = named.length === 0 && (answered.has(status) || !canRelease) ? ['FIELD'] : named;
  // Of a list, an item that is too many is removed.
  const corrections = fields.map((field) => (field.endsWith(']') ? `${field}=` : `${field}=VALUE`));
  return [
    ...(corrections.length === 0 ? [] : [printedCommand(calledWith, 'correct', claimId, ...corrections)]),
    ...(canRelease ? [printedCommand(calledWith, 'release', claimId)] : []),
  ];
}
