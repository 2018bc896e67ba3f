import type { Claim } from '../../claims/index.ts';
import { treeInX12Characters } from '../characters.ts';
import { overlay } from './overlay.ts';
import { ownedClaim } from './owned-claim.ts';
import { ownedParties } from './owned-parties.ts';
import { serviceLinesOf } from './owned-service-lines.ts';
import { claimFrom837 } from './project-claim.ts';
import { blankSource, type SourceClaim837 } from './source-claim.ts';

/** One claim to be sent: what the domain says of it, over what it came with when it came as an 837. */
export interface OutgoingClaim {
  readonly patientControlNumber: string;
  readonly claim: Claim;
  readonly source?: SourceClaim837;
}

const owned = [...ownedParties, ...ownedClaim];

/** The claim's tree as it leaves: what we own as the claim says it, all else as its source did. */
export function outgoingTree({ patientControlNumber, claim, source }: OutgoingClaim): SourceClaim837 {
  const projected = source && claimFrom837(source);
  // A source that could not be projected cannot be compared with: everything owned is put.
  const before = projected?.ok ? projected.value : undefined;
  const tree = overlay(owned, source ?? blankSource, before, claim);
  return treeInX12Characters({
    ...tree,
    claim: {
      ...tree.claim,
      claim: headerOf(tree, patientControlNumber),
      serviceLines: serviceLinesOf(claim, tree.claim.serviceLines ?? [], patientControlNumber),
    },
  });
}

function headerOf({ claim: { claim } }: SourceClaim837, patientControlNumber: string) {
  // CLM05-2 has one code only: a source that left it out is mended.
  return { ...claim, patientControlNumber, facility: claim?.facility && { ...claim.facility, qualifier: 'B' } };
}
