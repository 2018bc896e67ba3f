import type { ClaimPayment } from './remittance.ts';

/** A denial that only says that the claim came before (CARC 18): it decides nothing of its own. */
export function isDuplicateDenial({ paid, adjustments, serviceLines }: ClaimPayment): boolean {
  const all = [adjustments, ...serviceLines.map((line) => line.adjustments)].flat();
  return paid === 0 && all.length > 0 && all.every(({ reasonCode }) => reasonCode === '18');
}
