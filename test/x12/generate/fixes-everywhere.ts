import type { Fixes } from './repaired.ts';

/** What rules ask in every guide. */

export interface Adjusted {
  readonly adjustments: readonly { readonly amount: number }[];
}

export function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

export function adjusted(segments: readonly Adjusted[]): number {
  return sum(segments, ({ adjustments }) => sum(adjustments, ({ amount }) => amount));
}

/** Ten digits whose last makes the sum right that NPIs are checked by. */
function npi(seed: string): string {
  const digits = [...`1${seed.replace(/\D/g, '')}00000000`.slice(0, 9)].map(Number);
  const doubled = digits.map((digit, at) => (at % 2 === 0 ? ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0) : digit));
  return digits.join('') + String((10 - ((24 + sum(doubled, (digit) => digit)) % 10)) % 10);
}

export const everywhere: Fixes = {
  NM1: (name) => {
    if (name.idQualifier === 'XX') name.id = npi(name.id);
  },
  CAS: ({ adjustments }) => {
    for (const [at, one] of adjustments.entries()) one.reason = String(45 + at);
  },
  PWK: (attachment) => {
    if (attachment.transmission === 'AA' || attachment.report === 'CT') return;
    Object.assign(attachment, { controlNumberQualifier: 'AC', controlNumber: 'C1' });
  },
  N4: (place) => {
    if (place.subdivision) Object.assign(place, { country: 'MX' });
    else Object.assign(place, { state: 'TX', postalCode: '787010000', ...(place.country && { country: 'US' }) });
  },
};
