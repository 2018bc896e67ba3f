import type { Cents } from '../money.ts';
import { type DenialCategory, denialCategories } from './denial-category.ts';
import { type DenialRoute, denialRoutes } from './denial-routes.ts';

/** An amount that was denied, with the remark codes that the payer gave beside it. */
export interface DeniedAmount {
  /** Claim adjustment reason code; empty where the payer gave none. */
  readonly reasonCode: string;
  readonly remarkCodes: readonly string[];
  readonly amount: Cents;
}

/** By the reason and a remark code beside it, else by the reason alone. */
function routeOf({
  reasonCode,
  remarkCodes,
}: Pick<DeniedAmount, 'reasonCode' | 'remarkCodes'>): DenialRoute | undefined {
  const ofReason = denialRoutes.filter((route) => route.reasonCode === reasonCode);
  return (
    ofReason.find(({ remarkCode }) => remarkCode !== undefined && remarkCodes.includes(remarkCode)) ??
    ofReason.find(({ remarkCode }) => remarkCode === undefined)
  );
}

/** The category in which most money was denied; of equal ones the one that is listed first. */
export function denialCategoryOf(denied: readonly DeniedAmount[]): DenialCategory {
  const sums = new Map<DenialCategory, number>();
  for (const each of denied) {
    const category = routeOf(each)?.category ?? 'other';
    sums.set(category, (sums.get(category) ?? 0) + each.amount);
  }
  const inOrder = Object.keys(denialCategories) as DenialCategory[];
  const most = Math.max(...sums.values());
  return inOrder.find((category) => sums.get(category) === most) ?? 'other';
}

/** MA130: incomplete or wrong, and not processed. There is nothing that could be replaced, nor appealed. */
export function isUnprocessable(remarkCodes: readonly string[]): boolean {
  return remarkCodes.includes('MA130');
}

/** What a denial means and what is to be done about it, in a sentence or two each. */
export function denialAdvice(denied: Pick<DeniedAmount, 'reasonCode' | 'remarkCodes'>): string {
  const route = routeOf(denied);
  const todo = route?.todo ?? denialCategories[route?.category ?? 'other'];
  const means = route === undefined ? '' : `: ${route.says}`;
  const unprocessed = isUnprocessable(denied.remarkCodes)
    ? ' By MA130 it was not processed, and there is no appeal: corrected, it leaves as a new claim.'
    : '';
  return `${means}. ${todo}${unprocessed}`;
}
