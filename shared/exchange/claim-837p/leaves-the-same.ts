import { isSame } from '../canonical.ts';
import { type OutgoingClaim, outgoingTree } from './outgoing-claim.ts';

type Said = Omit<OutgoingClaim, 'patientControlNumber'>;

/** Whether both say the same to a payer, whatever of it came so and whatever was corrected. */
export function leavesTheSame(one: Said, other: Said): boolean {
  return isSame(said(one), said(other));
}

function said(claim: Said): unknown {
  // What the claim is known by at the payer is left out.
  const { tree } = outgoingTree({ ...claim, patientControlNumber: '' });
  return JSON.parse(JSON.stringify(tree, (_name, part: unknown) => (isNothing(part) ? undefined : part)));
}

/** An empty list leaves as one that is not there. */
function isNothing(part: unknown): boolean {
  return Array.isArray(part) && part.length === 0;
}
