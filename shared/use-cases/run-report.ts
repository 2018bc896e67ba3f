import { type ClaimStatus, claimStatuses, type Finding, findingText } from '../claims/index.ts';
import {
  balances,
  type JournalEntry,
  moneyOfAll,
  type WhereTheMoneyStands,
  whereTheMoneyStands,
} from '../ledger/index.ts';
import { asCents, type Cents, negateCents } from '../money.ts';
import {
  type ClaimFile,
  type ClaimSource,
  claimFiles,
  type FileRecord,
  fileRecords,
  practiceScopes,
  type RemittanceFile,
  readRemittanceFile,
  remittances,
  type SetAsideRecord,
  setAsideRecords,
} from '../repositories/index.ts';
import { isOpenRecord } from './open-records.ts';
import type { Services } from './services.ts';

export interface ReportedClaim {
  readonly claimId: string;
  readonly externalId: string;
  readonly practice: string;
  readonly status: ClaimStatus;
  readonly reasons: readonly Finding[];
}

export interface ReportedRecord {
  readonly file: string;
  readonly place: string;
  /** A sentence each. */
  readonly reasons: readonly string[];
  /** The claim that a duplicate or conflict repeats. */
  readonly claim?: string;
  readonly externalId?: string;
  /** Names the record for `accept`. */
  readonly record?: string;
}

/** What a remittance pays, or takes back, and no claim takes. */
export interface UnappliedPart {
  readonly payer: string;
  readonly traceNumber: string;
  readonly amount: Cents;
  /** Why, for a person. */
  readonly reason: string;
}

/** Where everything that ever arrived stands now. */
export interface RunReport {
  readonly claims: {
    readonly total: number;
    readonly byStatus: Readonly<Partial<Record<ClaimStatus, number>>>;
    readonly list: readonly ReportedClaim[];
  };
  /** Those that are still to be seen to, as conflicts and problems are. */
  readonly refused: readonly ReportedRecord[];
  readonly duplicates: readonly ReportedRecord[];
  readonly conflicts: readonly ReportedRecord[];
  /** Wrong around the records of a file; it cost none of them. */
  readonly problems: readonly ReportedRecord[];
  readonly money: WhereTheMoneyStands;
  /** The sum of every posting there is: zero. */
  readonly ledgerImbalance: Cents;
  /** Received and not yet applied to claims. */
  readonly unapplied: Cents;
  /** Each part of a remittance that stays so: their sums may cancel. */
  readonly unappliedParts: readonly UnappliedPart[];
  readonly files: readonly FileRecord[];
}

/** Reads the whole store and adds it up. */
export async function runReport(services: Services): Promise<RunReport> {
  const { items } = services;
  const found: { readonly place: string; readonly claim: ReportedClaim }[] = [];
  const sums: Record<string, number> = {};
  let money = moneyOfAll([]);
  const unappliedParts: UnappliedPart[] = [];
  const book = (journal: readonly JournalEntry[]): void => {
    const booked = balances(journal);
    money = moneyOfAll([money, whereTheMoneyStands(booked)]);
    for (const [account, amount] of Object.entries(booked)) sums[account] = (sums[account] ?? 0) + amount;
  };
  for (const scope of await practiceScopes(items)) {
    for await (const file of claimFiles(items, scope)) {
      found.push({ place: placeOf(file.record.source), claim: reportedClaim(file) });
      book(file.journal);
    }
    for await (const { remittanceId } of remittances(items, scope, 'all')) {
      const file = await readRemittanceFile(items, scope, remittanceId);
      book(file?.journal ?? []);
      if (file !== undefined) unappliedParts.push(...partsOf(file));
    }
  }
  const list = found.sort((one, other) => (one.place < other.place ? -1 : 1)).map(({ claim }) => claim);
  const files = await fileRecords(items);
  const aside: (SetAsideRecord & { readonly file: FileRecord })[] = [];
  for (const file of files) {
    for await (const record of setAsideRecords(items, file.fileId)) {
      if (record.kind === 'duplicate' || (await isOpenRecord(services, file, record))) aside.push({ ...record, file });
    }
  }
  const ofKind = (kind: SetAsideRecord['kind']): ReportedRecord[] =>
    aside.filter((record) => record.kind === kind).map(reportedRecord);
  const totals = { ...balances([]), ...sums } as ReturnType<typeof balances>;
  return {
    claims: { total: list.length, byStatus: countByStatus(list), list },
    refused: ofKind('refused'),
    duplicates: ofKind('duplicate'),
    conflicts: ofKind('conflict'),
    problems: ofKind('problem'),
    money,
    ledgerImbalance: asCents(Object.values(totals).reduce((sum, amount) => sum + amount, 0)),
    unapplied: negateCents(totals.unapplied),
    unappliedParts,
    files,
  };
}

/** What a payer only prices in advance, or calls another's claim, pays nothing. */
function partsOf({ record, unapplied }: RemittanceFile): UnappliedPart[] {
  return unapplied
    .filter(({ paidCents, reason }) => paidCents !== 0 || reason !== 'not-adjudicated')
    .map(({ paidCents, detail }) => {
      const { payerName: payer, traceNumber } = record;
      return { payer, traceNumber, amount: asCents(paidCents), reason: detail };
    });
}

/** Sorts claims as they arrived. */
function placeOf({ fileOrdinal, ordinal }: ClaimSource): string {
  return [fileOrdinal, ordinal].map((number) => String(number).padStart(8, '0')).join('#');
}

function reportedClaim({ record }: ClaimFile): ReportedClaim {
  const { claimId, practiceId, claim, status, reasons } = record;
  return { claimId, externalId: claim.sourceId, practice: practiceId, status, reasons };
}

function reportedRecord({ file, place, reasons, repeats, sourceId, ordinal }: SetAsideRecord & { file: FileRecord }) {
  return {
    file: file.name,
    place,
    reasons: reasons.map(findingText),
    ...(repeats === undefined ? {} : { claim: repeats.claimId }),
    ...(sourceId === undefined ? {} : { externalId: sourceId }),
    record: `${file.fileId}-${ordinal}`,
  };
}

function countByStatus(list: readonly ReportedClaim[]): Partial<Record<ClaimStatus, number>> {
  const counts = claimStatuses.map(
    (status) => [status, list.filter((claim) => claim.status === status).length] as const,
  );
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
