import type { ClaimId } from '../claims/index.ts';
import type { JournalEntry } from '../ledger/index.ts';
import { allItems, type ItemKey, type Items, type Write } from '../ports/index.ts';
import type { ClaimRecord } from './claim-file.ts';
import { indexes, keys } from './keys.ts';
import type { PracticeScope } from './scope.ts';
import { bodyOf, claimItem, contentItem, journalItem, storedItem, timelineItem } from './stored-claim.ts';

/** Who has an identity: the claim, what it said, and where it came from. */
export interface IdentityRecord {
  readonly claimId: ClaimId;
  readonly content: string;
  readonly fileId: string;
  /** The file's place among all that have arrived; an earlier revision did not keep it. */
  readonly fileOrdinal?: number;
  readonly ordinal: number;
}

export async function claimOfIdentity(
  items: Items,
  scope: PracticeScope,
  identityHash: string,
): Promise<IdentityRecord | undefined> {
  const item = await items.get(keys.identity(scope, identityHash));
  return item && bodyOf<IdentityRecord>(item);
}

/** What the claims to which the practice gave this id said when they came. The index may lag behind the claims. */
export async function identitiesOfExternalId(
  items: Items,
  scope: PracticeScope,
  externalId: string,
): Promise<readonly IdentityRecord[]> {
  const found: IdentityRecord[] = [];
  const query = { pk: indexes.externalIds(scope, externalId), index: 'status' } as const;
  for await (const item of allItems(items, query)) found.push(bodyOf<IdentityRecord>(item));
  return found;
}

/** The claims to which the practice gave this id. The index may lag behind the claims. */
export async function claimsOfExternalId(
  items: Items,
  scope: PracticeScope,
  externalId: string,
): Promise<readonly ClaimId[]> {
  return (await identitiesOfExternalId(items, scope, externalId)).map(({ claimId }) => claimId);
}

/** Lets the claim be found as what it was corrected to, unless another claim is known as that. */
export async function identityWrites(
  items: Items,
  scope: PracticeScope,
  identityHash: string,
  { claimId, source: { fileId, ordinal } }: Pick<ClaimRecord, 'claimId' | 'source'>,
): Promise<readonly Write[]> {
  if ((await claimOfIdentity(items, scope, identityHash)) !== undefined) return [];
  // No record has come that said this.
  const identity: IdentityRecord = { claimId, content: '', fileId, ordinal };
  return [{ put: storedItem(keys.identity(scope, identityHash), identity), if: 'absent' }];
}

export interface ClaimOpening {
  readonly record: ClaimRecord;
  /** What its 837 said beside the claim, as JSON text. */
  readonly source: string | undefined;
  readonly identityHash: string;
  readonly content: string;
  readonly charge: JournalEntry;
  readonly also: readonly Write[];
}

/** Stores a new claim with all that finds it again. `taken`: the identity has a claim already. */
export async function openClaim(
  items: Items,
  scope: PracticeScope,
  { record, source, identityHash, content, charge, also }: ClaimOpening,
): Promise<'opened' | 'taken'> {
  const { claimId } = record;
  const { fileId, fileOrdinal, ordinal } = record.source;
  const identity: IdentityRecord = { claimId, content, fileId, fileOrdinal, ordinal };
  const found = { statusPk: indexes.externalIds(scope, record.claim.sourceId), statusSk: claimId };
  const received = { at: record.generationBegan, what: 'received', detail: `file ${fileId}, ${record.source.place}` };
  const outcome = await items.transact([
    { put: storedItem(keys.identity(scope, identityHash), identity, found), if: 'absent' },
    { put: claimItem(scope, record, [charge]), if: 'absent' },
    { put: contentItem(scope, record) },
    { put: storedItem(keys.claimRoute(claimId), { practiceId: scope.practiceId }), if: 'absent' },
    { put: journalItem(scope, claimId, charge), if: 'absent' },
    ...(source === undefined ? [] : [{ put: storedItem(sourceKey(scope, claimId), { json: source }) }]),
    { put: timelineItem(scope, claimId, received, '000000#00') },
    ...also,
  ]);
  return outcome === 'done' ? 'opened' : 'taken';
}

/** Puts what an 837 said beside the claim in the place of what another said before. */
export function sourceWrite(scope: PracticeScope, claimId: ClaimId, source: unknown): Write {
  return { put: storedItem(sourceKey(scope, claimId), { json: JSON.stringify(source) }) };
}

function sourceKey(scope: PracticeScope, claimId: ClaimId): ItemKey {
  return { pk: keys.historyPartition(scope, claimId), sk: 'SOURCE' };
}

/** What the claim's 837 said beside the claim; undefined when it came as an encounter. */
export async function sourceOfClaim(items: Items, scope: PracticeScope, claimId: ClaimId): Promise<unknown> {
  const item = await items.get(sourceKey(scope, claimId));
  return item && JSON.parse(bodyOf<{ json: string }>(item).json);
}

/** The practice whose claim it is. */
export async function practiceOfClaim(items: Items, claimId: ClaimId): Promise<PracticeScope | undefined> {
  const item = await items.get(keys.claimRoute(claimId));
  return item && bodyOf<PracticeScope>(item);
}
