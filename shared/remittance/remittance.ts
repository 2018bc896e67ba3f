import type { Cents } from '../money.ts';

export type AdjustmentGroup = 'CO' | 'PR' | 'OA' | 'PI';

/** Why an amount was not paid: group code and CARC (835 CAS). Positive amounts reduce the payment. */
export interface Adjustment {
  readonly group: AdjustmentGroup;
  /** Claim adjustment reason code. */
  readonly reasonCode: string;
  readonly amount: Cents;
  /** The payer says beside it that the patient is not to be asked for it. */
  readonly isProtected?: boolean;
  /** Less than the payer said: another payer has decided the rest. */
  readonly isDrawn?: boolean;
}

/** How one service line was adjudicated (835 loop 2110). */
export interface LinePayment {
  /** REF*6R, when the payer gave it back. */
  readonly providerControlNumber?: string;
  readonly procedureCode: string;
  readonly procedureModifiers: readonly string[];
  /** ISO date. */
  readonly serviceDate?: string;
  readonly charge: Cents;
  readonly paid: Cents;
  readonly allowed?: Cents;
  readonly units?: number;
  /** The procedure of another line, paid, that its charge has been moved to (SVC01 beside SVC06, OA-94 there). */
  readonly bundledInto?: string;
  readonly adjustments: readonly Adjustment[];
  /** Remittance advice remark codes. */
  readonly remarkCodes: readonly string[];
}

/** One CLP occurrence: the adjudication of one submission, or a part or a reversal of it (835 loop 2100). */
export interface ClaimPayment {
  /** Which attempt it answers, where answers to several may count. */
  readonly attempt?: number;
  /** Its place in the transaction set, from 1. */
  readonly ordinal: number;
  readonly patientControlNumber: string;
  /** Who pays, as its remittance says (TRN03); payments of an earlier revision do not tell. */
  readonly payerIdentifier?: string;
  /** Its name there (N1*PR): some payers pay under several numbers. */
  readonly payerName?: string;
  /** CLP02: 1 primary, 2 secondary, 3 tertiary, 4 denied, 19–21 forwarded, 22 reversal, 23 not ours, 25 predetermination. */
  readonly statusCode: string;
  readonly charge: Cents;
  readonly paid: Cents;
  readonly patientResponsibility: Cents;
  readonly payerClaimControlNumber?: string;
  /** Claim-level adjustments alone; the lines have their own. */
  readonly adjustments: readonly Adjustment[];
  readonly remarkCodes: readonly string[];
  readonly serviceLines: readonly LinePayment[];
}

/** A provider-level adjustment (PLB): positive amounts reduce the payment. */
export interface ProviderAdjustment {
  readonly reasonCode: string;
  readonly reference?: string;
  readonly amount: Cents;
}

/** One 835 transaction set. */
export interface Remittance {
  /** Of what it says, its control numbers apart: the same content has the same hash. */
  readonly contentHash: string;
  /** TRN02 and TRN03. */
  readonly traceNumber: string;
  readonly payerIdentifier: string;
  /** ISO date (BPR16). */
  readonly paymentDate: string;
  /** BPR02. */
  readonly payment: Cents;
  /** BPR04: ACH, CHK, NON … */
  readonly paymentMethod: string;
  readonly payer: { readonly name: string; readonly id?: string };
  readonly payee: { readonly name: string; readonly npi?: string; readonly taxId?: string };
  readonly claims: readonly ClaimPayment[];
  readonly providerAdjustments: readonly ProviderAdjustment[];
}
