import type { SourceClaim837 } from './source-claim.ts';

/** SBR01 in the order in which payers pay; U (unknown) is no payer's turn. */
const turns = ['P', 'S', 'T', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** How many other payers of the claim have their turn after the one that it goes to. */
export function payersLeft({ subscriber, claim }: SourceClaim837): number {
  const turn = turns.indexOf(subscriber.subscriber?.payerSequence ?? 'P');
  const others = (claim.otherSubscribers ?? []).map((other) => turns.indexOf(other.subscriber?.payerSequence ?? 'U'));
  return others.filter((other) => other > turn).length;
}
