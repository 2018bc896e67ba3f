import type { Fault, FindingRule } from '../../x12/notation.ts';

/** A REF that may be of another payer than the one billed. */
export interface ReferenceOfPayer {
  readonly payer?: { readonly id: string };
}

interface Claim {
  readonly otherSubscribers: readonly { readonly payer: { readonly name: { readonly id: string } } }[];
}

/** The rule for those that `referencesOf` gives. */
export function referencesToOtherPayers<Value extends Claim>(
  referencesOf: (claim: Value) => readonly ReferenceOfPayer[],
): FindingRule<Value> {
  return {
    says: 'a reference of another payer names one of the other payers of the claim',
    level: 'situation',
    faults: (claim) => {
      const references = referencesOf(claim);
      if (references.every(({ payer }) => payer === undefined)) return [];
      const payers = new Set(claim.otherSubscribers.map(({ payer }) => payer.name.id));
      return references.flatMap((reference): Fault[] =>
        reference.payer === undefined || payers.has(reference.payer.id) ? [] : [[reference, 'payer.id']],
      );
    },
  };
}
