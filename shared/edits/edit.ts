import type { Claim } from '../claims/claim.ts';
import type { Finding } from '../claims/finding.ts';
import type { EditCode } from './edit-codes.ts';

/** What an edit may know beside the claim. */
export interface ScrubContext {
  /** ISO date. */
  readonly today: string;
  /** Of the payer: days from the service to the last day on which a first claim may arrive. */
  readonly timelyFilingDays: number;
  /** CLM05-3 of the attempt; the claim's own when absent. What was adjudicated is corrected by a replacement (7). */
  readonly sentAs?: string;
  /** Whether the claim can tell what other payers have paid, as one that came as an 837 can. */
  readonly tellsOtherPayers?: boolean;
  /** `billedServiceKey` of what other claims billed, and the id of the claim that did. */
  readonly alreadyBilled?: ReadonlyMap<string, string>;
  /** The drug of each line, where the claim's file says one. */
  readonly drugs?: readonly (string | undefined)[];
  /** The id of the claim that `payerClaimControlNumber` names, where that is of another patient. */
  readonly namedOfAnother?: string | undefined;
  /** Where the payer is not configured: the one that may be meant. */
  readonly payerNotConfigured?: { readonly near: string | undefined } | undefined;
  /** Where the billing provider's NPI is not that of the claim's practice: what is, when it is known. */
  readonly npiNotOfPractice?: { readonly instead: string | undefined } | undefined;
}

/** A place where an edit does not hold. */
export interface Violation {
  /** As `correct` takes it. */
  readonly field: string;
  /** Said before the sentence: which line, which provider. */
  readonly where?: string;
  /** Said after it: numbers and codes, never what identifies a person. */
  readonly detail?: string;
}

/** One rule of the scrub. */
export interface Edit {
  readonly code: EditCode;
  /** An error holds the claim; a warning lets it go on. */
  readonly severity: Finding['severity'];
  /** What is wrong and how it is mended. */
  readonly sentence: string;
  readonly check: (claim: Claim, context: ScrubContext) => readonly Violation[];
}
