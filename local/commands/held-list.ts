import { type Finding, waitingStatuses } from '../../shared/claims/index.ts';
import {
  fileRecords,
  listedClaims,
  practiceScopes,
  type SetAsideRecord,
  setAsideRecords,
} from '../../shared/repositories/index.ts';
import { type ClaimHeading, claimHeading } from '../../shared/use-cases/claim-view.ts';
import type { Services } from '../../shared/use-cases/index.ts';
import { commandsToMend } from './commands-to-mend.ts';
import { type CalledWith, printedCommand } from './printed-command.ts';

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

/** Everything that waits for a person, with commands for the home that was called so. */
export async function heldList(store: Store, calledWith: CalledWith): Promise<HeldList> {
  return { claims: await heldClaims(store, calledWith), conflicts: await heldConflicts(store, calledWith) };
}

async function heldClaims({ items }: Store, calledWith: CalledWith): Promise<HeldClaim[]> {
  const claims: HeldClaim[] = [];
  const scopes = await practiceScopes(items);
  for (const status of waitingStatuses) {
    for (const scope of scopes) {
      for await (const claim of listedClaims(items, scope, status)) {
        const commands = await commandsToMend(items, claim, calledWith);
        claims.push({ ...claimHeading(claim), reasons: claim.reasons, commands });
      }
    }
  }
  return claims;
}

async function heldConflicts({ items }: Store, calledWith: CalledWith): Promise<HeldConflict[]> {
  const conflicts: HeldConflict[] = [];
  for (const { fileId, name } of await fileRecords(items)) {
    for await (const record of setAsideRecords(items, fileId)) {
      if (record.kind === 'conflict' && record.accepted !== true && record.dismissed !== true) {
        conflicts.push(heldConflict(fileId, name, record, calledWith));
      }
    }
  }
  return conflicts;
}

function heldConflict(fileId: string, file: string, aside: SetAsideRecord, calledWith: CalledWith): HeldConflict {
  const { ordinal, place, reasons, repeats, sourceId } = aside;
  const record = `${fileId}-${ordinal}`;
  return {
    record,
    file,
    place,
    ...(sourceId === undefined ? {} : { externalId: sourceId }),
    ...(repeats === undefined ? {} : { claimId: repeats.claimId }),
    reasons,
    commands: [printedCommand(calledWith, 'accept', record), printedCommand(calledWith, 'dismiss', record)],
  };
}
