import type { Claim, Finding } from '../../claims/index.ts';
import { type ChangedText, treeInX12Characters } from '../characters.ts';
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

/** A claim's tree as it leaves: what we own as the claim says it, all else as its source did. */
export interface OutgoingTree {
  readonly tree: SourceClaim837;
  /** What does not leave as it came. The tree must not leave when one is an error. */
  readonly findings: readonly Finding[];
}

export function outgoingTree({ patientControlNumber, claim, source }: OutgoingClaim): OutgoingTree {
  const projected = source && claimFrom837(source);
  // A source that could not be projected cannot be compared with: everything owned is put.
  const before = projected?.ok ? projected.value : undefined;
  const tree = overlay(owned, source ?? blankSource, before, claim);
  const outgoing = treeInX12Characters({
    ...tree,
    claim: {
      ...tree.claim,
      claim: headerOf(tree, patientControlNumber),
      serviceLines: serviceLinesOf(claim, tree.claim.serviceLines ?? [], patientControlNumber),
    },
  });
  return { tree: outgoing.tree, findings: findingsOf(outgoing.changed, claim) };
}

function findingsOf(changed: readonly ChangedText[], claim: Claim): Finding[] {
  if (changed.length === 0) return [];
  // What the claim itself says was judged by the edits, which name its fields.
  const edited = textsIn(claim);
  return changed.flatMap(({ path, text, replaced, unsendable }): Finding[] => {
    if (unsendable.length > 0) {
      const message = `${path} of the claim holds what a claim file cannot carry there (${unsendable.join(' ')}): write it otherwise in the 837 and send it again.`;
      return [{ code: 'characters-unsendable', severity: 'error', message }];
    }
    if (edited.has(text)) return [];
    const message = `${path} of the claim leaves written otherwise than it came: ${replaced.join(', ')}.`;
    return [{ code: 'characters-replaced', severity: 'warning', message }];
  });
}

function textsIn(value: unknown): ReadonlySet<unknown> {
  const texts = new Set<unknown>();
  JSON.stringify(value, (_name, part: unknown) => {
    texts.add(part);
    return part;
  });
  return texts;
}

function headerOf({ claim: { claim } }: SourceClaim837, patientControlNumber: string) {
  // CLM05-2 has one code only: a source that left it out is mended.
  return { ...claim, patientControlNumber, facility: claim?.facility && { ...claim.facility, qualifier: 'B' } };
}
