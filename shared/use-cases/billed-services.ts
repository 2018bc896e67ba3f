import type { Claim, ClaimId } from '../claims/index.ts';
import { billedServiceKey } from '../edits/index.ts';
import { allItems, type Ids, type Item, type Write } from '../ports/index.ts';
import {
  bodyOf,
  type ClaimFile,
  type ClaimRecord,
  type PracticeScope,
  readClaimFile,
  servicePlace,
  storedItem,
} from '../repositories/index.ts';
import type { Services } from './services.ts';

function serviceHashes(ids: Ids, claim: Claim): ReadonlyMap<string, string> {
  const byKey = claim.serviceLines.map((line) => billedServiceKey(claim, line));
  return new Map(byKey.map((key) => [ids.derive(20, 'service', key), key]));
}

interface BilledService {
  readonly claimId: ClaimId;
  /** The first round of the claim in which it bills the service; absent in what earlier revisions have noted. */
  readonly fromRound?: number;
}

/**
 * Notes who bills which service, so that the scrub finds it billed twice: in the transaction that opens the claim, and in
 * each that corrects it what it has not billed before. What a correction takes away stays noted, as both together may be
 * more than a transaction takes: whoever finds a note asks the claim.
 */
export function billedServiceWrites(
  scope: PracticeScope,
  ids: Ids,
  { claim, claimId, source, round }: Pick<ClaimRecord, 'claim' | 'claimId' | 'source' | 'round'>,
  before?: Claim,
): Write[] {
  const noted = before && serviceHashes(ids, before);
  const billed: BilledService = { claimId, fromRound: round };
  return [...serviceHashes(ids, claim).keys()]
    .filter((hash) => !noted?.has(hash))
    .map((hash) => ({ put: storedItem(servicePlace(scope, hash, source, claimId), billed) }));
}

/** Whether the claim has gone to its payer with the service, or has passed the scrub and will. */
function isSent({ record, submissions }: ClaimFile, fromRound = 1): boolean {
  const isScrubbed = record.status === 'in-process' && record.scrubbedRound === record.round;
  return isScrubbed || submissions.some(({ round }) => round >= fromRound);
}

/**
 * The services of this claim that another one bills: the one that was sent with it counts; where neither was or both
 * were, the earlier arrival, whoever is scrubbed first.
 */
export async function claimsWithSameServices(
  scope: PracticeScope,
  { items, ids }: Services,
  own: ClaimFile,
): Promise<ReadonlyMap<string, string>> {
  const { claim, claimId, source } = own.record;
  const billed = new Map<string, string>();
  for (const [hash, key] of serviceHashes(ids, claim)) {
    const place = servicePlace(scope, hash, source, claimId);
    const notes: Item[] = [];
    for await (const note of allItems(items, { pk: place.pk, consistent: true })) notes.push(note);
    const ownNote = notes.find(({ sk }) => sk === place.sk);
    const isOwnSent = ownNote !== undefined && isSent(own, bodyOf<BilledService>(ownNote).fromRound);
    for (const note of notes) {
      const { claimId: otherId, fromRound } = bodyOf<BilledService>(note);
      if (otherId === claimId || billed.has(key)) continue;
      const other = await readClaimFile(items, scope, otherId);
      if (other === undefined || !serviceHashes(ids, other.record.claim).has(hash)) continue;
      // What was taken back may be billed anew.
      if (other.record.status === 'voided' || other.record.claim.claimFrequencyCode === '8') continue;
      const isOtherSent = isSent(other, fromRound);
      const counts = isOtherSent === isOwnSent ? note.sk < place.sk : isOtherSent;
      if (counts) billed.set(key, otherId);
    }
  }
  return billed;
}
