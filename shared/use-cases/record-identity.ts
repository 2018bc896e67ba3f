import { type Claim, claimFingerprint, claimIdentity, type Practice } from '../claims/index.ts';
import type { Ids, Write } from '../ports/index.ts';
import {
  type ClaimRecord,
  claimOfIdentity,
  type IdentityRecord,
  identityWrites,
  type PracticeScope,
} from '../repositories/index.ts';
import { claimSaidBefore } from './claim-said-before.ts';
import { npiOfPractice } from './npi-of-practice.ts';
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

/** The claim that came before under the record's identity, said something else, and was not corrected to it since. */
export async function earlierClaim(
  { items, ids }: Pick<Services, 'items' | 'ids'>,
  scope: PracticeScope,
  record: Pick<Taken, 'claim' | 'kind' | 'source'>,
): Promise<IdentityRecord | undefined> {
  const { identity, content } = recordIdentity(ids, scope, record);
  const earlier = await claimOfIdentity(items, scope, identity);
  if (earlier === undefined || earlier.content === content) return undefined;
  return (await claimSaidBefore({ items }, scope, { ...record, content }, earlier)) ? undefined : earlier;
}

/** Of a correction: lets the claim be found as what it says from now on, where that makes it known as something else. */
export async function correctedIdentity(
  scope: PracticeScope,
  services: Services,
  record: ClaimRecord,
  corrected: Claim,
): Promise<readonly Write[]> {
  const { ids, items } = services;
  const { kind } = record.source;
  if (kind === 'encounter') return [];
  const practice = { ...scope, npi: await npiOfPractice(scope, services) };
  const [before, after] = [record.claim, corrected].map((claim) =>
    ids.derive(26, 'identity', ...claimIdentity(claim, practice, kind)),
  );
  return after === undefined || after === before ? [] : identityWrites(items, scope, after, record);
}
