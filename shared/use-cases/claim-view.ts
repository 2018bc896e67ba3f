import {
  type ClaimId,
  type Finding,
  isClaimId,
  parsePatientControlNumber,
  type SubmissionStatus,
} from '../claims/index.ts';
import type { DenialCategory } from '../denials/index.ts';
import {
  type Account,
  balances,
  type JournalEntry,
  type WhereTheMoneyStands,
  whereTheMoneyStands,
} from '../ledger/index.ts';
import { asCents, formatMoney } from '../money.ts';
import {
  type ClaimFile,
  type ClaimLabel,
  type ClaimState,
  claimsOfExternalId,
  type ListedClaim,
  labelled,
  type PracticeScope,
  practiceOfClaim,
  practiceScopes,
  readClaimFile,
  readListedClaim,
  readTimeline,
  type Submission,
  type TimelineEvent,
  type WaitKind,
  type WorkCategory,
  type WorkItem,
} from '../repositories/index.ts';
import { SafeError } from '../safe-error.ts';
import { type ClaimDocument, documentsOfClaim } from './claim-documents.ts';
import type { Services } from './services.ts';

/** What tells a claim apart from others, and how it stands. */
export interface ClaimHeading extends ClaimLabel, Pick<ClaimState, 'claimId' | 'practiceId' | 'status'> {}

export interface ClaimSummary extends ClaimHeading {
  readonly reasons: readonly Finding[];
  /** Decimals; billed is the sum of the others. */
  readonly money: Readonly<Record<Exclude<keyof WhereTheMoneyStands, 'patientCredit'>, string>> & {
    readonly patientCredit?: string;
  };
}

/** A claim as people and programs look at it: dates and amounts in the forms of JSON, our ids, and no PHI. */
export interface ClaimDetails extends ClaimSummary {
  readonly patientControlNumbers: readonly string[];
  readonly submissions: readonly ViewedSubmission[];
  readonly postings: readonly ViewedEntry[];
  readonly openWork: readonly ViewedWork[];
  readonly waits: readonly { readonly for: WaitKind; readonly until: string }[];
}

/** With what is kept apart from the claim. */
export interface ClaimView extends ClaimDetails {
  readonly timeline: readonly TimelineEvent[];
  readonly files: readonly ClaimDocument[];
}

export interface ViewedSubmission {
  readonly attempt: number;
  readonly patientControlNumber: string;
  readonly status: SubmissionStatus;
  readonly claimFrequencyCode: string;
  readonly transmission?: string;
  /** The payer's own number for it. */
  readonly payerClaimControlNumber?: string;
}

interface ViewedEntry {
  readonly key: string;
  readonly date: string;
  readonly postings: readonly { readonly account: Account; readonly amount: string; readonly reason?: string }[];
}

interface ViewedWork {
  readonly category: WorkCategory;
  readonly denialCategory?: DenialCategory;
  readonly openedAt: string;
  readonly due: string;
  readonly amount: string;
  readonly reasons: readonly Finding[];
}

/** All that is known of a claim; throws a SafeError when the practice has no such claim. */
export async function claimView(
  scope: PracticeScope,
  services: Pick<Services, 'items' | 'objects'>,
  claimId: ClaimId,
): Promise<ClaimView> {
  const file = await readClaimFile(services.items, scope, claimId);
  if (file === undefined) throw new SafeError(`there is no claim ${claimId} in practice ${scope.practiceId}`);
  return {
    ...claimDetails(file),
    timeline: await readTimeline(services.items, scope, claimId),
    files: await documentsOfClaim(scope, services, file),
  };
}

export function claimDetails(file: ClaimFile): ClaimDetails {
  const { record, submissions, journal, work, wait } = file;
  return {
    ...claimSummary({ ...labelled(record), money: whereTheMoneyStands(balances(journal)) }),
    patientControlNumbers: submissions.map(({ patientControlNumber }) => patientControlNumber),
    submissions: submissions.map(viewedSubmission),
    postings: journal.map(viewedEntry).sort((left, right) => inOrder(left.date, right.date)),
    openWork: work.filter(({ open }) => open).map(viewedWork),
    waits: wait === undefined ? [] : [{ for: wait.kind, until: wait.due }],
  };
}

export function claimHeading(claim: ClaimHeading): ClaimHeading {
  const { claimId, externalId, practiceId, status, payer, datesOfService } = claim;
  return { claimId, externalId, practiceId, status, payer, datesOfService };
}

export function claimSummary({ money, ...claim }: ListedClaim): ClaimSummary {
  const { billed, paid, adjusted, denied, patient, patientCredit, writtenOff, open } = money;
  return {
    ...claimHeading(claim),
    reasons: claim.reasons,
    money: {
      billed: formatMoney(billed),
      paid: formatMoney(paid),
      adjusted: formatMoney(adjusted),
      denied: formatMoney(denied),
      patient: formatMoney(patient),
      ...(patientCredit === undefined ? {} : { patientCredit: formatMoney(patientCredit) }),
      writtenOff: formatMoney(writtenOff),
      open: formatMoney(open),
    },
  };
}

/** The claim of this id or patient control number. */
export async function claimNamed({ items }: Pick<Services, 'items'>, text: string): Promise<ClaimFile | undefined> {
  const ours = ownId(text.trim().toUpperCase());
  const scope = ours && (await practiceOfClaim(items, ours));
  return ours && scope && readClaimFile(items, scope, ours);
}

/**
 * The claims that somebody may mean: by claim id, by patient control number, or by the practice's own id, which several
 * may share.
 */
export async function findClaim(services: Pick<Services, 'items'>, text: string): Promise<readonly ClaimHeading[]> {
  const file = await claimNamed(services, text);
  if (file !== undefined) return [claimHeading(labelled(file.record))];
  const scopes = await practiceScopes(services.items);
  const found = await Promise.all(scopes.map((scope) => claimsNamed(services, scope, text.trim())));
  return found.flat().map(claimHeading);
}

/** The practice's claims to which it gave this id. */
export async function claimsNamed(
  { items }: Pick<Services, 'items'>,
  scope: PracticeScope,
  externalId: string,
): Promise<readonly ListedClaim[]> {
  const claimIds = await claimsOfExternalId(items, scope, externalId);
  const claims = await Promise.all(claimIds.map((claimId) => readListedClaim(items, scope, claimId)));
  return claims.filter((claim) => claim !== undefined);
}

function inOrder(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function ownId(text: string): ClaimId | undefined {
  return isClaimId(text) ? text : parsePatientControlNumber(text)?.claimId;
}

export function viewedSubmission(submission: Submission): ViewedSubmission {
  const { attempt, patientControlNumber, status, claimFrequencyCode, transmissionId } = submission;
  const theirs = submission.assignedPayerClaimControlNumber;
  return {
    attempt,
    patientControlNumber,
    status,
    claimFrequencyCode,
    ...(transmissionId === undefined ? {} : { transmission: transmissionId }),
    ...(theirs === undefined ? {} : { payerClaimControlNumber: theirs }),
  };
}

function viewedEntry({ key, date, postings }: JournalEntry): ViewedEntry {
  return { key, date, postings: postings.map((posting) => ({ ...posting, amount: formatMoney(posting.amount) })) };
}

function viewedWork({ category, denialCategory, openedAt, due, amountCents, reasons }: WorkItem): ViewedWork {
  const denied = denialCategory === undefined ? {} : { denialCategory };
  return { category, ...denied, openedAt, due, amount: formatMoney(asCents(amountCents)), reasons };
}
