import type { ClaimStatus } from '../../shared/claims/index.ts';
import type { Items } from '../../shared/ports/index.ts';
import { type ClaimState, readClaimFile } from '../../shared/repositories/index.ts';
import { fieldsToMend, notBillable, notWithdrawable, remediesOf } from '../../shared/use-cases/index.ts';
import { type CalledWith, printedCommand } from './printed-command.ts';

const oftenWithdrawn: ReadonlySet<string> = new Set(['payers-before-unknown', 'service-already-billed']);

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
    ...((await isBillable(items, claim)) ? [printedCommand(calledWith, 'bill-patient', claimId)] : []),
    ...((await isRatherWithdrawn(items, claim)) ? [printedCommand(calledWith, 'withdraw', claimId)] : []),
  ];
}

/** Whether something was laid on the patient that he can be billed for. */
async function isBillable(items: Items, { practiceId, claimId, reasons }: ClaimState): Promise<boolean> {
  if (!reasons.some(({ code }) => code.startsWith('denied-PR-'))) return false;
  const file = await readClaimFile(items, { practiceId }, claimId);
  return file !== undefined && notBillable(file) === undefined;
}

/** Whether the claim may well be one too many, to be sent in another way, or the patient's to pay; and can be withdrawn. */
async function isRatherWithdrawn(items: Items, { practiceId, claimId, reasons }: ClaimState): Promise<boolean> {
  const isLikely = reasons.some(({ code, field }) => oftenWithdrawn.has(code) || field === 'subscriber.memberId');
  if (!isLikely) return false;
  const file = await readClaimFile(items, { practiceId }, claimId);
  return file !== undefined && notWithdrawable(file) === undefined;
}
