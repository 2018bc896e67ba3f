import type { ClaimStatus, Finding } from '../../shared/claims/index.ts';
import {
  type ClaimRecord,
  claimRecords,
  fileRecords,
  practiceScopes,
  type SetAsideRecord,
  setAsideRecords,
} from '../../shared/repositories/index.ts';
import { type ClaimHeading, claimHeading } from '../../shared/use-cases/claim-view.ts';
import type { Services } from '../../shared/use-cases/index.ts';

/** A claim that waits for a person: why, and what to type. */
export interface HeldClaim extends ClaimHeading {
  readonly reasons: readonly Finding[];
  readonly commands: readonly string[];
}

/** A record that contradicts a claim which came before it. */
export interface HeldConflict {
  readonly record: string;
  /** The name of its file, and where in it. */
  readonly file: string;
  readonly place: string;
  readonly externalId?: string;
  /** The claim that came before. */
  readonly claimId?: string;
  readonly reasons: readonly Finding[];
  readonly commands: readonly string[];
}

export interface HeldList {
  /** By status. */
  readonly claims: readonly HeldClaim[];
  readonly conflicts: readonly HeldConflict[];
}

type Store = Pick<Services, 'items'>;

/** Everything that waits for a person. */
export async function heldList(store: Store): Promise<HeldList> {
  return { claims: await heldClaims(store), conflicts: await heldConflicts(store) };
}

const waitingForPerson = [
  'held',
  'rejected',
  'denied',
  'partially-denied',
  'overdue',
] as const satisfies readonly ClaimStatus[];

async function heldClaims({ items }: Store): Promise<HeldClaim[]> {
  const claims: HeldClaim[] = [];
  const scopes = await practiceScopes(items);
  for (const status of waitingForPerson) {
    for (const scope of scopes) {
      for await (const record of claimRecords(items, scope, status)) {
        claims.push({ ...claimHeading(record), reasons: record.reasons, commands: commandsFor(record) });
      }
    }
  }
  return claims;
}

/** An answer of a payer names no field of ours; a person knows which one it means. */
const answered: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['rejected', 'denied', 'partially-denied']);

function commandsFor({ claimId, status, reasons }: ClaimRecord): string[] {
  const named = [...new Set(reasons.flatMap(({ field }) => (field === undefined ? [] : [field])))];
  const fields = named.length === 0 && answered.has(status) ? ['FIELD'] : named;
  // A shell would take brackets for a pattern.
  const corrections = fields.map((field) => (field.includes('[') ? `'${field}=VALUE'` : `${field}=VALUE`));
  const correct =
    corrections.length === 0 ? [] : [`npm run claimwright -- correct ${claimId} ${corrections.join(' ')}`];
  return [...correct, `npm run claimwright -- release ${claimId}`];
}

async function heldConflicts({ items }: Store): Promise<HeldConflict[]> {
  const conflicts: HeldConflict[] = [];
  for (const { fileId, name } of await fileRecords(items)) {
    for await (const record of setAsideRecords(items, fileId)) {
      if (record.kind === 'conflict' && record.accepted !== true) conflicts.push(heldConflict(fileId, name, record));
    }
  }
  return conflicts;
}

function heldConflict(fileId: string, file: string, aside: SetAsideRecord): HeldConflict {
  const { ordinal, place, reasons, repeats, sourceId } = aside;
  const record = `${fileId}-${ordinal}`;
  return {
    record,
    file,
    place,
    ...(sourceId === undefined ? {} : { externalId: sourceId }),
    ...(repeats === undefined ? {} : { claimId: repeats.claimId }),
    reasons,
    commands: [`npm run claimwright -- accept ${record}`],
  };
}
