import { canonical } from '../canonical.ts';
import type { SourceClaim837 } from './source-claim.ts';

/** The most claims that the guide allows at one subscriber or patient; with more the level stands again. */
const claimsPerLevel = 100;

/**
 * The hierarchy of a transaction set: claims of the same billing provider stand together under it, and in it those of
 * the same subscriber and patient, each in the order in which its first claim came.
 */
export function groupClaims(trees: readonly SourceClaim837[]) {
  return grouped(trees, ({ billingProvider }) => billingProvider).map(([billingProvider, ofProvider]) => ({
    level: { level: '20' },
    ...billingProvider,
    subscribers: grouped(ofProvider, ({ subscriber }) => subscriber, claimsPerLevel).map(
      ([subscriber, ofSubscriber]) => ({
        level: { level: '22' },
        ...subscriber,
        claims: ofSubscriber.filter(({ patient }) => !patient).map(({ claim }) => claim),
        patients: grouped(
          ofSubscriber.filter(({ patient }) => patient),
          ({ patient }) => patient,
        ).map(([patient, ofPatient]) => ({
          level: { level: '23' },
          ...patient,
          claims: ofPatient.map(({ claim }) => claim),
        })),
      }),
    ),
  }));
}

function grouped<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
  most = Number.POSITIVE_INFINITY,
): (readonly [Key, readonly Item[]])[] {
  const [first] = items;
  if (first !== undefined && items.length === 1) return [[keyOf(first), items]];
  return [...Map.groupBy(items, (item) => canonical(keyOf(item))).values()]
    .flatMap((group) => inPartsOf(most, group))
    .flatMap((group) => (group[0] === undefined ? [] : [[keyOf(group[0]), group] as const]));
}

/** The items in order, in as few parts of at most `most` as they go into. */
export function inPartsOf<Item>(most: number, items: readonly Item[]): (readonly Item[])[] {
  if (items.length <= most) return [items];
  return [items.slice(0, most), ...inPartsOf(most, items.slice(most))];
}
