import type { ClaimId } from '../claims/index.ts';
import type { ItemKey } from '../ports/index.ts';
import type { ClaimSource } from './claim-file.ts';
import type { PracticeScope } from './scope.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** The shards of an index partition, so that one busy practice is not one hot key. */
export const shards: readonly string[] = Array.from({ length: 16 }, (_, shard) => String(shard).padStart(2, '0'));

/** Ids are evenly distributed, so their last character spreads them over the shards. */
export function shardOf(id: string): string {
  return shards[base32.indexOf(id.at(-1) ?? 'A') % 16] ?? '00';
}

/** Sorts numbers as text. */
export const ordinalOf = (ordinal: number): string => String(ordinal).padStart(8, '0');

/** The first of the hundred ordinals that are a chunk of an upload: 1 to 100, and so on. */
export const firstOfChunk = (ordinal: number): number => ordinal - ((ordinal - 1) % 100);

const practice = ({ practiceId }: PracticeScope): string => `P#${practiceId}`;

/** Where things are kept. Only routing items are not under a practice. */
export const keys = {
  claimPartition: (scope: PracticeScope, claimId: ClaimId): string => `${practice(scope)}#C#${claimId}`,
  /** What people read of a claim and its steps do not: apart, so that no step reads it. */
  historyPartition: (scope: PracticeScope, claimId: ClaimId): string => `${practice(scope)}#H#${claimId}`,
  remittancePartition: (scope: PracticeScope, remittanceId: string): string => `${practice(scope)}#R#${remittanceId}`,
  transmissionPartition: (scope: PracticeScope, transmissionId: string): string =>
    `${practice(scope)}#T#${transmissionId}`,
  /** Same patient, day, service and provider: who else has billed it. */
  servicePartition: (scope: PracticeScope, serviceHash: string): string => `${practice(scope)}#V#${serviceHash}`,
  /** An encounter or 837 claim as the practice knows it. */
  identity: (scope: PracticeScope, identityHash: string): ItemKey => ({
    pk: `${practice(scope)}#I#${identityHash}`,
    sk: 'IDENTITY',
  }),

  /** A payer's number for a claim: which of the practice's it is. */
  payerClaimRoute: (scope: PracticeScope, payerId: string, payerClaimControlNumber: string): ItemKey => ({
    pk: `${practice(scope)}#N#${payerId}#${payerClaimControlNumber}`,
    sk: 'NUMBER',
  }),

  /** A subscription to events and what it is owed, under the practice that it belongs to. */
  webhookPartition: (scope: PracticeScope, subscriptionId: string): string => `${practice(scope)}#W#${subscriptionId}`,
  /** Whose a subscription is. */
  webhookRoute: (subscriptionId: string): ItemKey => ({ pk: `HOOK#${subscriptionId}`, sk: 'HOOK' }),
  /** Who hears of the practice's events. */
  listeners: (scope: PracticeScope): string => `${practice(scope)}#HOOKS`,

  filePartition: (fileId: string): string => `FILE#${fileId}`,
  /** An upload that was taken from a caller: of which practices. */
  batchRoute: (fileId: string): ItemKey => ({ pk: `BATCH#${fileId}`, sk: 'BATCH' }),
  /** A patient control number's root: whose claim it is. */
  claimRoute: (claimId: ClaimId): ItemKey => ({ pk: `PCN#${claimId}`, sk: 'PCN' }),
  /** A group control number that we sent: which transmission it was. */
  transmissionRoute: (sender: string, receiver: string, controlNumber: number): ItemKey => ({
    pk: `GROUP#${sender}#${receiver}#${controlNumber}`,
    sk: 'GROUP',
  }),
  /** A link that was given out for a file. */
  upload: (uploadId: string): ItemKey => ({ pk: `UPLOAD#${uploadId}`, sk: 'UPLOAD' }),
  eligibilityCheck: (scope: PracticeScope, checkId: string): ItemKey => ({
    pk: `${practice(scope)}#E#${checkId}`,
    sk: 'CHECK',
  }),
  eligibilityRoute: (checkId: string): ItemKey => ({ pk: `CHECK#${checkId}`, sk: 'ROUTE' }),
  payeeRoute: (identifier: string): ItemKey => ({ pk: `PAYEE#${identifier}`, sk: 'PAYEE' }),
  remittanceRoute: (payerIdentifier: string, traceNumber: string): ItemKey => ({
    pk: `TRACE#${payerIdentifier}#${traceNumber}`,
    sk: 'TRACE',
  }),
  controlNumber: (sender: string, receiver: string): ItemKey => ({ pk: `NUM#${sender}#${receiver}`, sk: 'NUM' }),
  /** How many files have arrived. */
  arrivals: { pk: 'NUM#arrivals', sk: 'NUM' },
  practices: 'PRACTICES',
  /** What was changed of the configuration since its file was written. */
  configuration: 'CONFIGURATION',
  /** Who may do what: programs and people by the subject of their tokens. */
  grants: 'ACCESS',
  /** A chain of the record of who saw and changed what. */
  auditPartition: (shard: string): string => `AUDIT#${shard}`,
} as const;

/** Partitions of the sparse indexes. */
export const indexes = {
  claims: (scope: PracticeScope, shard: string): string => `${practice(scope)}#CLAIMS#${shard}`,
  work: (scope: PracticeScope, shard: string): string => `${practice(scope)}#WORK#${shard}`,
  remittances: (scope: PracticeScope): string => `${practice(scope)}#REMITTANCES`,
  transmissions: (scope: PracticeScope): string => `${practice(scope)}#TRANSMISSIONS`,
  files: (shard: string): string => `FILES#${shard}`,
  quarantine: 'QUARANTINE',
  /** A practice's uploads, by arrival. */
  batches: (scope: PracticeScope): string => `${practice(scope)}#FILES`,
  /** Claims by the practice's own id of them. */
  externalIds: (scope: PracticeScope, externalId: string): string => `${practice(scope)}#X#${externalId}`,
  /** Records that became no claim, by the same id. */
  setAside: (scope: PracticeScope, externalId: string): string => `${practice(scope)}#A#${externalId}`,
  submissions: (scope: PracticeScope, shard: string): string => `${practice(scope)}#SUBMISSIONS#${shard}`,
  readySubmissions: (scope: PracticeScope, shard: string): string => `${practice(scope)}#SUBMIT#${shard}`,
  webhooks: 'WEBHOOKS',
  dueDeliveries: (subscriptionId: string): string => `HOOKDUE#${subscriptionId}`,
  failedDeliveries: (subscriptionId: string): string => `HOOKFAILED#${subscriptionId}`,
  outbox: (shard: string): string => `OUTBOX#${shard}`,
  dueWaits: (scope: PracticeScope, awaits: 'answer' | 'person', shard: string): string =>
    `${practice(scope)}#DUE#${awaits}#${shard}`,
} as const;

/** A claim's place among those that bill the same service: by arrival, then by its place in the file. */
export function servicePlace(
  scope: PracticeScope,
  serviceHash: string,
  source: ClaimSource,
  claimId: ClaimId,
): ItemKey {
  return {
    pk: keys.servicePartition(scope, serviceHash),
    sk: `${ordinalOf(source.fileOrdinal)}#${ordinalOf(source.ordinal)}#${claimId}`,
  };
}
