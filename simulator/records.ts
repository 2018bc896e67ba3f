import type { Acknowledgement999 } from '../shared/guides/acknowledgement-999.ts';
import type { Cents } from '../shared/money.ts';
import type { InterchangeAcknowledgement } from '../shared/x12/index.ts';
import type { AdjudicatedLine, BilledLine } from './adjudication/line.ts';
import type { Day, Instant } from './calendar.ts';
import type { DeductibleHolder } from './deductible.ts';
import type { ClaimStatusCode } from './scenarios.ts';

/** Between whom files travel: the envelope of what came, to be turned around. */
export interface Route {
  readonly senderQualifier: string;
  readonly sender: string;
  readonly receiverQualifier: string;
  readonly receiver: string;
  readonly groupSender: string;
  readonly groupReceiver: string;
  readonly usage: string;
  readonly delimiters: {
    readonly element: string;
    readonly repetition: string;
    readonly component: string;
    readonly segment: string;
  };
}

export interface Name {
  readonly type: '1' | '2';
  readonly last: string;
  readonly first?: string;
  readonly middle?: string;
  readonly suffix?: string;
}

export interface Payee {
  readonly name: string;
  readonly npi?: string;
  readonly taxId: string;
}

export interface ClaimLine extends BilledLine {
  readonly procedureQualifier: 'ER' | 'HC' | 'IV' | 'WK';
  readonly procedureModifiers: readonly string[];
  readonly serviceFrom: Day;
  readonly serviceTo: Day;
  readonly providerControlNumber?: string;
}

/** A claim as it was billed to a payer. */
export interface ClaimRecord {
  /** The payer's number for it, but for the last digit, which tells the parts of a claim apart. */
  readonly root: string;
  readonly patientControlNumber: string;
  readonly route: Route;
  readonly payer: { readonly id: string; readonly name: string };
  readonly payee: Payee;
  readonly memberId: string;
  readonly subscriber: Name;
  /** The patient, when that is not the subscriber. */
  readonly dependent?: Name;
  readonly deductible: DeductibleHolder;
  readonly rendering?: Name & { readonly npi: string };
  readonly payerSequence: string;
  /** The claim is for a second payer and does not say what the first one did. */
  readonly priorPaymentUnsaid?: boolean;
  readonly claimFilingCode?: string;
  readonly placeOfServiceCode: string;
  readonly claimFrequencyCode: string;
  /** The root of the claim that this one replaces or voids. */
  readonly replaces?: string;
  readonly charge: Cents;
  readonly lines: readonly ClaimLine[];
  readonly serviceFrom: Day;
  readonly serviceTo: Day;
  readonly receivedOn: Day;
  /** Why it never reaches adjudication. */
  readonly rejection?: ClaimStatusCode;
  /** When it is adjudicated; absent when it is rejected or never answered. */
  readonly paymentDue?: Instant;
  /** Where it stands among the claims of a payment run: by what was billed, not by our numbers. */
  readonly order: readonly string[];
}

/** How a claim was adjudicated, as far as the provider was told. */
export interface AdjudicationRecord {
  readonly lines: readonly AdjudicatedLine[];
  readonly denied: boolean;
  readonly remarks: readonly string[];
  readonly deductible: Cents;
  /** Its parts that were reported: of each, its lines and the payer's claim control number. */
  readonly parts: readonly Part[];
  readonly standing: boolean;
  /** The root of the claim that took its place. */
  readonly replacedBy?: string;
}

export interface Part {
  readonly payerClaimControlNumber: string;
  readonly firstLine: number;
  readonly lineCount: number;
}

/** A file of claims that was taken in: what its 277CAs repeat. */
export interface ReceivedFile {
  readonly route: Route;
  readonly receivedOn: Day;
  readonly transactions: readonly {
    readonly reference: string;
    readonly submitter: { readonly name: Name; readonly id: string };
  }[];
}

export interface ToAcknowledge {
  /** Which of the transaction sets of its file it came in, from 0. */
  readonly transaction: number;
  readonly root: string;
}

export interface ToPay {
  readonly root: string;
  readonly step: 'adjudicate' | 'report-rest' | 'correct' | 'take-back';
}

/** What is to be done at its due time; everything that it needs is in the store. */
export type Job = AcknowledgeFile | AcknowledgeClaims | Pay;

/** The TA1 and the 999s that answer an interchange. */
export interface AcknowledgeFile {
  readonly kind: 'acknowledge-file';
  readonly due: Instant;
  readonly file: string;
  readonly route: Route;
  readonly interchange: readonly InterchangeAcknowledgement[];
  readonly groups: readonly Acknowledgement999[];
}

/** The 277CA of one payer for the claims of one file. */
export interface AcknowledgeClaims {
  readonly kind: 'acknowledge-claims';
  readonly due: Instant;
  readonly file: string;
  readonly payer: { readonly id: string; readonly name: string };
  readonly list: string;
}

/** A payment run: its claims are listed under its name. */
export interface Pay {
  readonly kind: 'pay';
  readonly due: Instant;
  readonly run: string;
  /** One claim has it to itself: nothing else is settled with it. */
  readonly alone: boolean;
}

/** Who has a patient control number. */
export interface KnownClaim {
  readonly root: string;
}

/** A file that waits to be collected from a moment on. */
export interface Outgoing {
  readonly name: string;
  readonly available: Instant;
}
