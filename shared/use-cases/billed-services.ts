import type { Claim } from '../claims/index.ts';
import { billedServiceKey } from '../edits/index.ts';
import { allItems, type Ids, type Write } from '../ports/index.ts';
import {
  type ClaimRecord,
  claimIdOfItem,
  keys,
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

/** Notes who bills which service, so that the scrub finds it billed twice. In the claim's opening transaction. */
export function billedServiceWrites(scope: PracticeScope, ids: Ids, record: ClaimRecord): Write[] {
  return [...serviceHashes(ids, record.claim).keys()].map((hash) => ({
    put: storedItem(servicePlace(scope, hash, record.source, record.claimId), { claimId: record.claimId }),
  }));
}

/** The services of this claim that an earlier one has billed: the earlier arrival counts, whoever is scrubbed first. */
export async function claimsWithSameServices(
  scope: PracticeScope,
  { items, ids }: Services,
  record: ClaimRecord,
): Promise<ReadonlyMap<string, string>> {
  const billed = new Map<string, string>();
  for (const [hash, key] of serviceHashes(ids, record.claim)) {
    const own = servicePlace(scope, hash, record.source, record.claimId);
    const query = { pk: keys.servicePartition(scope, hash), upTo: own.sk, consistent: true };
    for await (const item of allItems(items, query)) {
      const claimId = claimIdOfItem({ pk: item.sk, sk: '' });
      if (claimId === record.claimId || billed.has(key)) continue;
      const other = await readClaimFile(items, scope, claimId);
      // What was taken back may be billed anew.
      const isTakenBack = other?.record.status === 'voided' || other?.record.claim.claimFrequencyCode === '8';
      if (!isTakenBack) billed.set(key, claimId);
    }
  }
  return billed;
}
