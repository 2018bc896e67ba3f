import type { ClaimId } from '../claims/index.ts';
import type { Item, Items } from '../ports/index.ts';
import { keys } from './keys.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, storedItem } from './stored-claim.ts';

/** Written when a payer gives a claim its number, with the claim's change. */
export function payerNumberItem(
  scope: PracticeScope,
  claimId: ClaimId,
  payerId: string,
  payerClaimControlNumber: string,
): Item {
  return storedItem(keys.payerClaimRoute(scope, payerId, payerClaimControlNumber), { claimId });
}

/** The practice's claim that the payer knows under this number. */
export async function claimOfPayerNumber(
  items: Items,
  scope: PracticeScope,
  payerId: string,
  payerClaimControlNumber: string,
): Promise<ClaimId | undefined> {
  const item = await items.get(keys.payerClaimRoute(scope, payerId, payerClaimControlNumber));
  return item && bodyOf<{ claimId: ClaimId }>(item).claimId;
}
