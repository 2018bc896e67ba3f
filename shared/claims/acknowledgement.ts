/**
 * What a clearinghouse or payer says of what we sent, before it adjudicates anything: of the interchange (TA1), of
 * each transaction set (999), of the claims (277CA).
 */
export type Acknowledgement = (InterchangeReceipt | TransactionsReceipt | ClaimReceipt) & {
  readonly between: Correspondents;
};

/** Who sent to whom what is answered: the acknowledgement's own envelope, the other way round. */
export interface Correspondents {
  readonly submitterId: string;
  readonly receiverId: string;
}

/** A TA1: whether an interchange could be opened at all. */
export interface InterchangeReceipt {
  readonly kind: 'interchange';
  /** ISA13 of the interchange that we sent. */
  readonly controlNumber: string;
  readonly accepted: boolean;
  /** TA104: A accepted, E accepted with errors, R rejected. */
  readonly code: string;
  /** TA105: 000 means that nothing is wrong. */
  readonly note: string;
  readonly message: string;
}

/** A 999: whether each transaction set of a functional group could be read. */
export interface TransactionsReceipt {
  readonly kind: 'transactions';
  /** GS06 of the group that we sent. */
  readonly groupControlNumber: string;
  /** Whether it answers claims, by what it says of the group (AK101, AK103) and its transaction sets (AK201). */
  readonly isOfClaims: boolean;
  /** `rejected` when the group as a whole was: then no transaction set of it was taken, listed or not. */
  readonly outcome: SetOutcome;
  readonly reasons: readonly SyntaxReason[];
  readonly transactions: readonly TransactionReceipt[];
}

/** `unsaid` where the code can't be read, or the acknowledgement breaks off before it. */
type SetOutcome = 'accepted' | 'rejected' | 'unsaid';

export interface TransactionReceipt {
  /** ST02 of the transaction set that we sent. */
  readonly controlNumber: string;
  readonly outcome: SetOutcome;
  /** An accepted one may have some too: what was noted and cost nothing. */
  readonly reasons: readonly SyntaxReason[];
}

/** What a reader could not accept, and where it stood in what we sent. */
export interface SyntaxReason {
  readonly message: string;
  /** CLM01 of the claim at fault, where the reader named it. */
  readonly patientControlNumber?: string;
  readonly segmentId?: string;
  /** The segment's position in its transaction set; ST is 1. */
  readonly segment?: number;
  readonly element?: number;
  readonly loop?: string;
}

/**
 * One answer of a 277CA. A rejection of the receiver (us) or of a billing provider covers every claim of theirs in
 * the batch, listed or not; one by a payer covers those to this payer alone.
 */
export type ClaimReceipt = {
  readonly kind: 'claim';
  /** BHT03 of the 837 that is answered. */
  readonly batchReference: string;
  /** `received` by someone on the way, `accepted` into adjudication, `rejected`, or without a status that can be read. */
  readonly outcome: 'received' | 'accepted' | 'rejected' | 'unsaid';
  readonly reasons: readonly StatusReason[];
} & (
  | { readonly level: 'receiver'; readonly payer?: NamedPayer }
  | { readonly level: 'provider'; readonly providerIdentifier: string; readonly payer?: NamedPayer }
  | { readonly level: 'claim'; readonly patientControlNumber: string; readonly payerClaimControlNumber?: string }
);

/** A payer as a file names it: NM109 and NM103. */
export interface NamedPayer {
  readonly identifier: string;
  readonly name: string;
}

/** A claim status as it was coded (STC), and a sentence for a person. */
export interface StatusReason {
  /** A0–A8 … */
  readonly category: string;
  readonly status: string;
  /** Whom the status speaks of: IL the insured, 85 the billing provider … */
  readonly entity?: string;
  readonly message: string;
}
