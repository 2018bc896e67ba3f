import type { Claim, ClaimId, ClaimPayer, ClaimStatus, Finding, SubmissionStatus } from '../claims/index.ts';
import type { DenialCategory } from '../denials/index.ts';
import type { EligibilityAnswer } from '../eligibility/index.ts';
import type { JournalEntry } from '../ledger/index.ts';
import type { ClaimPayment } from '../remittance/index.ts';

/** Where a claim came from: the file, and the place in it that a person can find. */
export interface ClaimSource {
  readonly kind: 'encounter' | '837';
  readonly fileId: string;
  /** The file's place among all that have arrived, and the record's in the file. */
  readonly fileOrdinal: number;
  readonly ordinal: number;
  /** Where in the file, for a person. */
  readonly place: string;
}

export interface ClaimRecord {
  readonly practiceId: string;
  readonly claimId: ClaimId;
  readonly source: ClaimSource;
  readonly claim: Claim;
  readonly status: ClaimStatus;
  /** Why it waits for a person. */
  readonly reasons: readonly Finding[];
  /** Finding codes that a person has looked at and released. */
  readonly released: readonly string[];
  /** The patient's credit that a person has released: a greater one holds the claim again. */
  readonly releasedCreditCents?: number;
  /** Fences: a step of an older generation does nothing. */
  readonly generation: number;
  /** ISO date and time at which this generation began. */
  readonly generationBegan: string;
  /** Ended: what comes next for the claim starts the next generation. */
  readonly workflow: 'running' | 'ended';
  /** Raised by every change: nobody overwrites what he has not seen. */
  readonly revision: number;
  /** Set aside because a step kept failing: released, the claim goes on in the status that it was in. */
  readonly resumeAs?: Pick<ClaimRecord, 'status' | 'reasons'>;
  /** 1 at first, raised each time a person releases the claim: the checks and the sending begin anew. */
  readonly round: number;
  /** What the payer answered in the round given. */
  readonly eligibility?: EligibilityAnswer & { readonly round: number };
  /** The round in which the edits last judged it. */
  readonly scrubbedRound?: number;
  /** The attempt that leaves with the frequency code that a person gave: it goes before how the payer takes corrections. */
  readonly frequencyGivenFor?: number;
  /** What could not be read of its file, kept for the scrub. */
  readonly sourceFindings: readonly Finding[];
  /** Of an 837: 2 once its countries and the day of admission are the claim's own. Before they were, they stood in the source alone. */
  readonly projection?: 2;
  /** Other payers that the claim names and that have not answered yet. */
  readonly payersLeft: number;
}

/** What a claim says and where it came from: PHI, and all that no step but a correction changes. */
export type ClaimContent = Pick<ClaimRecord, 'claim' | 'source'>;

/** Where a claim stands: nothing of who the patient is, nor of what was done. */
export type ClaimState = Omit<ClaimRecord, keyof ClaimContent>;

/** What people and programs know a claim by. */
export interface ClaimLabel {
  /** The practice's own id: the encounter id, or CLM01 of the 837 that it came in. */
  readonly externalId: string;
  readonly payer: Pick<ClaimPayer, 'payerId' | 'name'>;
  /** ISO dates. */
  readonly datesOfService: { readonly from: string; readonly to: string };
}

/** One claim on its way to one payer, once. */
export interface Submission {
  readonly attempt: number;
  /** The round of the claim that it was made in. */
  readonly round: number;
  readonly patientControlNumber: string;
  readonly payerId: string;
  readonly claimFrequencyCode: string;
  readonly payerClaimControlNumber?: string;
  readonly status: SubmissionStatus;
  /** ISO date and time at which it became ready. */
  readonly readyAt: string;
  readonly transmissionId?: string;
  /** The payer's number for it, once told. */
  readonly assignedPayerClaimControlNumber?: string;
}

export const waitKinds = ['acknowledgement', 'remittance', 'person'] as const;
export type WaitKind = (typeof waitKinds)[number];

/** A step that waits for a file, a person or its due date. */
export interface Wait {
  readonly kind: WaitKind;
  readonly token: string;
  readonly generation: number;
  /** ISO date and time. */
  readonly due: string;
  /** When its task was first found to have ended though the wait was still there. */
  readonly foundEnded?: string;
}

/**
 * What an acknowledgement says of one submission: `received` (999 accepted), `accepted` (277CA), `rejected`, or
 * `resend` (a neighbour spoilt the transaction; this claim goes again as it is).
 */
export interface SubmissionAcknowledgement {
  readonly outcome: 'received' | 'accepted' | 'rejected' | 'resend';
  readonly reasons: readonly Finding[];
  readonly payerClaimControlNumber?: string;
}

export type MailContent =
  | {
      readonly kind: 'acknowledgement';
      readonly attempt: number;
      /** The file of ours that it answers, where it says so. */
      readonly transmissionId?: string;
      readonly acknowledgement: SubmissionAcknowledgement;
    }
  | {
      readonly kind: 'remittance';
      readonly attempt: number;
      readonly remittanceId: string;
      readonly paymentDate: string;
      readonly traceNumber: string;
      readonly payment: ClaimPayment;
    }
  | {
      readonly kind: 'void';
      /** The claim that takes this one back, or stands in its place, and its attempt. */
      readonly voidedBy: ClaimId;
      readonly attempt: number;
      /**
       * The payer has accepted that claim as a void (`voided`, frequency 8) or a replacement (`replaced`, 7), or has
       * refused it after all. `adjudicated`: it has paid the replacement, or left it to the patient, so that the service
       * is settled there. `withdrawn`: a person has taken it back before any payer had it; the claim itself says so.
       */
      readonly what: 'voided' | 'replaced' | 'adjudicated' | 'refused' | 'withdrawn';
      /** How many payments had come for that claim when its answers said this; absent where no answer did. */
      readonly answers?: number;
    }
  /** A remittance has an answer to this attempt that could not be applied, and why: it decides nothing, and is never unread. */
  | {
      readonly kind: 'unapplied';
      readonly attempt: number;
      readonly remittanceId: string;
      readonly ordinal: number;
      readonly why: string;
    }
  /** `corrected`: the claim is not what it was, and is checked and sent anew. `billsPatient`: the patient is billed for what was denied and laid on him. */
  | {
      readonly kind: 'release';
      readonly userId: string;
      readonly corrected: boolean;
      readonly billsPatient?: true;
    };

/** Something that came for the claim. Kept when it was read, so that the same again is known. */
export interface Mail {
  readonly mailId: string;
  readonly receivedAt: string;
  readonly fileId?: string;
  readonly content: MailContent;
  readonly read: boolean;
}

/** A line of the claim's timeline, for people: codes and our ids, no PHI. */
export interface TimelineEvent {
  /** ISO date and time. */
  readonly at: string;
  readonly what: string;
  readonly detail?: string;
}

export const workCategories = [
  'denial',
  'partial-denial',
  'overdue',
  'next-payer',
  'patient-share',
  'protected-share',
  'open-balance',
  'credit-balance',
  'patient-credit',
  'excess-takeback',
] as const;
export type WorkCategory = (typeof workCategories)[number];

/** What a person has come to: the payer or the patient has settled it, it was billed in another way, or it is let be. */
export const workResolutions = ['settled', 'billed-otherwise', 'let-be'] as const;
export type WorkResolution = (typeof workResolutions)[number];

/** Something that a person must look at. */
export interface WorkItem {
  readonly workId: string;
  readonly category: WorkCategory;
  /** Why it was denied, which is whose work it is. */
  readonly denialCategory?: DenialCategory;
  readonly openedAt: string;
  /** ISO date by which somebody should have acted. */
  readonly due: string;
  readonly amountCents: number;
  readonly reasons: readonly Finding[];
  readonly open: boolean;
  /** Who looks after it. */
  readonly takenBy?: string;
  /** How a person ended it; what ended by itself has none. */
  readonly resolution?: WorkResolution;
}

export interface StatementRecord {
  readonly statementId: string;
  readonly date: string;
  readonly amountCents: number;
  readonly objectKey: string;
}

/** All that the steps of one claim need, read in one query. Its timeline and the 837 it came in are kept apart. */
export interface ClaimFile {
  readonly record: ClaimRecord;
  readonly submissions: readonly Submission[];
  readonly wait: Wait | undefined;
  readonly mail: readonly Mail[];
  readonly journal: readonly JournalEntry[];
  readonly work: readonly WorkItem[];
  readonly statements: readonly StatementRecord[];
}

export function currentSubmission(file: ClaimFile): Submission | undefined {
  return file.submissions.at(-1);
}

/** The number of the submission that is made next. */
export function nextAttempt(file: ClaimFile): number {
  return (currentSubmission(file)?.attempt ?? 0) + 1;
}

/** What the last statement asks for, in cents. */
export function billedToPatient({ statements }: Pick<ClaimFile, 'statements'>): number {
  return statements.at(-1)?.amountCents ?? 0;
}

export function unreadMail<Kind extends MailContent['kind']>(
  file: ClaimFile,
  kind: Kind,
): (Mail & { readonly content: Extract<MailContent, { kind: Kind }> })[] {
  type OfKind = Mail & { readonly content: Extract<MailContent, { kind: Kind }> };
  return file.mail.filter((mail): mail is OfKind => !mail.read && mail.content.kind === kind);
}
