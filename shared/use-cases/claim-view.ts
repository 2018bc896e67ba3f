import {
  type ClaimId,
  type ClaimPayer,
  type ClaimStatus,
  type Finding,
  isClaimId,
  parsePatientControlNumber,
  type SubmissionStatus,
  servicePeriod,
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
  type ClaimRecord,
  claimRecords,
  keys,
  type PracticeScope,
  practiceOfClaim,
  practiceScopes,
  readClaimFile,
  readFileRecord,
  readTimeline,
  type Submission,
  type TimelineEvent,
  type Transmission,
  type WaitKind,
  type WorkCategory,
  type WorkItem,
} from '../repositories/index.ts';
import { SafeError } from '../safe-error.ts';
import type { Services } from './services.ts';

/** What tells a claim apart from others, and how it stands. */
export interface ClaimHeading {
  readonly claimId: ClaimId;
  /** The practice's own id: the encounter id, or CLM01 of the 837 that it came in. */
  readonly externalId: string;
  readonly practice: string;
  readonly status: ClaimStatus;
  readonly payer: Pick<ClaimPayer, 'payerId' | 'name'>;
  /** ISO dates. */
  readonly datesOfService: { readonly from: string; readonly to: string };
}

export interface ClaimSummary extends ClaimHeading {
  readonly reasons: readonly Finding[];
  /** Decimals; billed is the sum of the others. */
  readonly money: Readonly<Record<keyof WhereTheMoneyStands, string>>;
}

/** A claim as people and programs look at it: dates and amounts in the forms of JSON, our ids, and no PHI. */
export interface ClaimView extends ClaimSummary {
  readonly patientControlNumbers: readonly string[];
  readonly submissions: readonly ViewedSubmission[];
  readonly timeline: readonly TimelineEvent[];
  readonly files: readonly ViewedFile[];
  readonly postings: readonly ViewedEntry[];
  readonly openWork: readonly ViewedWork[];
  readonly waits: readonly { readonly for: WaitKind; readonly until: string }[];
}

interface ViewedSubmission {
  readonly attempt: number;
  readonly patientControlNumber: string;
  readonly status: SubmissionStatus;
  readonly claimFrequencyCode: string;
  readonly transmission?: string;
  /** The payer's own number for it. */
  readonly payerClaimControlNumber?: string;
}

/** An object that belongs to the claim. */
interface ViewedFile {
  readonly what: string;
  readonly key: string;
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
  const { wait } = file;
  return {
    ...claimSummary(file),
    patientControlNumbers: file.submissions.map(({ patientControlNumber }) => patientControlNumber),
    submissions: file.submissions.map(viewedSubmission),
    timeline: await readTimeline(services.items, scope, claimId),
    files: await filesOf(scope, services, file),
    postings: file.journal.map(viewedEntry).sort((left, right) => inOrder(left.date, right.date)),
    openWork: file.work.filter(({ open }) => open).map(viewedWork),
    waits: wait === undefined ? [] : [{ for: wait.kind, until: wait.due }],
  };
}

export function claimHeading({ claimId, practiceId, claim, status }: ClaimRecord): ClaimHeading {
  const { payerId, name } = claim.payer;
  return {
    claimId,
    externalId: claim.sourceId,
    practice: practiceId,
    status,
    payer: { payerId, name },
    datesOfService: servicePeriod(claim),
  };
}

export function claimSummary({ record, journal }: Pick<ClaimFile, 'record' | 'journal'>): ClaimSummary {
  const { billed, paid, adjusted, denied, patient, writtenOff, open } = whereTheMoneyStands(balances(journal));
  return {
    ...claimHeading(record),
    reasons: record.reasons,
    money: {
      billed: formatMoney(billed),
      paid: formatMoney(paid),
      adjusted: formatMoney(adjusted),
      denied: formatMoney(denied),
      patient: formatMoney(patient),
      writtenOff: formatMoney(writtenOff),
      open: formatMoney(open),
    },
  };
}

/**
 * The claims that somebody may mean: by claim id, by patient control number, or by the practice's own id, which several
 * may share. The practice's own ids are in no index yet: all claims are read.
 */
export async function findClaim({ items }: Pick<Services, 'items'>, text: string): Promise<readonly ClaimHeading[]> {
  const wanted = text.trim();
  const ours = ownId(wanted.toUpperCase());
  const scope = ours && (await practiceOfClaim(items, ours));
  const file = ours && scope && (await readClaimFile(items, scope, ours));
  if (file !== undefined) return [claimHeading(file.record)];
  const found: ClaimHeading[] = [];
  for (const practice of await practiceScopes(items)) {
    for await (const record of claimRecords(items, practice)) {
      if (record.claim.sourceId === wanted) found.push(claimHeading(record));
    }
  }
  return found;
}

function inOrder(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function ownId(text: string): ClaimId | undefined {
  return isClaimId(text) ? text : parsePatientControlNumber(text)?.claimId;
}

function viewedSubmission(submission: Submission): ViewedSubmission {
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

/** In the order in which they usually come; a file that says several things of the claim is one. */
async function filesOf(
  scope: PracticeScope,
  services: Pick<Services, 'items' | 'objects'>,
  file: ClaimFile,
): Promise<readonly ViewedFile[]> {
  const { record, submissions, mail, statements } = file;
  const arrived = mail
    .toSorted((left, right) => inOrder(left.receivedAt, right.receivedAt))
    .flatMap(({ fileId, content }) => (fileId === undefined ? [] : [{ fileId, of: content.kind }]));
  const files = [
    await archived(services, record.source.fileId, () => 'the upload that it came in'),
    ...(await eligibilityFiles(services, record.claimId)),
    ...(await Promise.all(submissions.map((submission) => sentFile(scope, services, submission)))),
    ...(await Promise.all(
      arrived.map(({ fileId, of }) => archived(services, fileId, (kind) => `${of} received (${kind.toUpperCase()})`)),
    )),
    ...statements.map(({ date, objectKey }) => ({ what: `patient statement of ${date}`, key: objectKey })),
  ].filter((each) => each !== undefined);
  return [...new Map(files.map((each) => [each.key, each])).values()];
}

async function archived(
  { items }: Pick<Services, 'items'>,
  fileId: string,
  what: (kind: string) => string,
): Promise<ViewedFile | undefined> {
  const file = await readFileRecord(items, fileId);
  return file && { what: what(file.kind), key: file.objectKey };
}

async function eligibilityFiles({ objects }: Pick<Services, 'objects'>, claimId: ClaimId): Promise<ViewedFile[]> {
  const files: ViewedFile[] = [];
  for await (const { key } of objects.list(`edi/eligibility/${claimId}-`)) {
    files.push({ what: key.endsWith('.270') ? 'eligibility inquiry (270)' : 'eligibility answer (271)', key });
  }
  return files;
}

async function sentFile(
  scope: PracticeScope,
  { items }: Pick<Services, 'items'>,
  { transmissionId, attempt, status }: Submission,
): Promise<ViewedFile | undefined> {
  if (transmissionId === undefined || status === 'ready') return undefined;
  const item = await items.get({ pk: keys.transmissionPartition(scope, transmissionId), sk: 'TRANSMISSION' });
  const transmission = item?.['body'] as unknown as Transmission | undefined;
  return transmission && { what: `claims sent (837), attempt ${attempt}`, key: transmission.objectKey };
}
