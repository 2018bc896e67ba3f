import type { Cents } from '../money.ts';
import { type DenialCategory, denialCategories } from './denial-category.ts';
import { denialRoutes } from './denial-routes.ts';

/** An amount that was denied, with the remark codes that the payer gave beside it. */
export interface DeniedAmount {
  /** Claim adjustment reason code; empty where the payer gave none. */
  readonly reasonCode: string;
  readonly remarkCodes: readonly string[];
  readonly amount: Cents;
}

/** By the reason and a remark code beside it, else by the reason alone. */
function categoryOfReason({ reasonCode, remarkCodes }: DeniedAmount): DenialCategory {
  const ofReason = denialRoutes.filter((route) => route.reasonCode === reasonCode);
  const fits =
    ofReason.find(({ remarkCode }) => remarkCode !== undefined && remarkCodes.includes(remarkCode)) ??
    ofReason.find(({ remarkCode }) => remarkCode === undefined);
  return fits?.category ?? 'other';
}

/** The category in which most money was denied; of equal ones the one that is listed first. */
export function denialCategoryOf(denied: readonly DeniedAmount[]): DenialCategory {
  const sums = new Map<DenialCategory, number>();
  for (const each of denied) {
    const category = categoryOfReason(each);
    sums.set(category, (sums.get(category) ?? 0) + each.amount);
  }
  const inOrder = Object.keys(denialCategories) as DenialCategory[];
  const most = Math.max(...sums.values());
  return inOrder.find((category) => sums.get(category) === most) ?? 'other';
}
