import type { Claim, ClaimId } from '../claims/index.ts';
import { leavesTheSame, type SourceClaim837 } from '../exchange/index.ts';
import {
  type IdentityRecord,
  identitiesOfExternalId,
  type PracticeScope,
  readClaimFile,
} from '../repositories/index.ts';
import { outgoingClaim } from './outgoing-claim.ts';
import type { Services } from './services.ts';

/** A record that comes again, and the hash of what it says. */
export interface RepeatedRecord {
  readonly claim: Claim;
  readonly source?: unknown;
  readonly content: string;
}

/**
 * The claim that says already what the record says, which has another content than the holder of its identity: one that
 * was opened for it as an accepted conflict, or one that was corrected to it.
 */
export async function claimSaidBefore(
  { items }: Pick<Services, 'items'>,
  scope: PracticeScope,
  record: RepeatedRecord,
  holder: Pick<IdentityRecord, 'claimId'>,
): Promise<{ readonly claimId: ClaimId; readonly isCorrected: boolean } | undefined> {
  const known = await identitiesOfExternalId(items, scope, record.claim.sourceId);
  const same = known.find(({ content }) => content === record.content);
  if (same !== undefined) return { claimId: same.claimId, isCorrected: false };
  for (const claimId of new Set([holder, ...known].map((each) => each.claimId))) {
    if (await saysNow({ items }, scope, claimId, record)) return { claimId, isCorrected: true };
  }
  return undefined;
}

async function saysNow(
  { items }: Pick<Services, 'items'>,
  scope: PracticeScope,
  claimId: ClaimId,
  { claim, source }: RepeatedRecord,
): Promise<boolean> {
  const file = await readClaimFile(items, scope, claimId);
  if (file === undefined) return false;
  return leavesTheSame(await outgoingClaim(items, scope, file.record), outgoing(claim, source));
}

function outgoing(claim: Claim, source: unknown): { readonly claim: Claim; readonly source?: SourceClaim837 } {
  return source === undefined ? { claim } : { claim, source: source as SourceClaim837 };
}
