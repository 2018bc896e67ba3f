import { claimFingerprint, claimIdentity, type Practice } from '../claims/index.ts';
import type { Ids } from '../ports/index.ts';
import { claimOfIdentity, type IdentityRecord, type PracticeScope } from '../repositories/index.ts';
import type { Services } from './services.ts';
import type { UploadRecord } from './upload-records.ts';

type Taken = Extract<UploadRecord, { ok: true }>;

/** As what a record is known, and what it says, as hashes: what has the same of both is a duplicate. */
export interface RecordIdentity {
  readonly identity: string;
  readonly content: string;
}

export function recordIdentity(
  ids: Ids,
  { practiceId, billingProvider }: PracticeScope & Partial<Practice>,
  { claim, kind, source }: Pick<Taken, 'claim' | 'kind' | 'source'>,
): RecordIdentity {
  return {
    identity: ids.derive(26, 'identity', ...claimIdentity(claim, { practiceId, npi: billingProvider?.npi }, kind)),
    content: ids.derive(26, 'content', claimFingerprint(claim), JSON.stringify(source ?? '')),
  };
}

/** The claim that came before under the record's identity, and said something else. */
export async function earlierClaim(
  { items, ids }: Pick<Services, 'items' | 'ids'>,
  scope: PracticeScope,
  record: Pick<Taken, 'claim' | 'kind' | 'source'>,
): Promise<IdentityRecord | undefined> {
  const { identity, content } = recordIdentity(ids, scope, record);
  const earlier = await claimOfIdentity(items, scope, identity);
  return earlier?.content === content ? undefined : earlier;
}
