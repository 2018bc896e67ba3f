import type { Cents } from '../../shared/money.ts';
import type { AdjudicatedLine } from '../adjudication/line.ts';
import type { ClaimLine, ClaimRecord } from '../records.ts';

/** A line as billed and as adjudicated. */
export interface PaidLine {
  readonly billed: ClaimLine;
  readonly adjudicated: AdjudicatedLine;
}

/** One CLP of a remittance: a claim, a part of one, or the reversal of either. */
export interface ClaimPayment {
  readonly claim: ClaimRecord;
  readonly payerClaimControlNumber: string;
  readonly status: '1' | '2' | '3' | '4' | '22';
  readonly lines: readonly PaidLine[];
  readonly remarks: readonly string[];
  /** The number of the claim, or of the adjudication, that this one takes the place of. */
  readonly corrects?: string;
}

/** Money that is taken back without reversing a claim (PLB WO). */
interface Takeback {
  readonly payerClaimControlNumber: string;
  readonly amount: Cents;
}

/** What a payment run comes to: CLPs and takebacks, in their order. */
export interface Settlement {
  readonly payments: ClaimPayment[];
  readonly takebacks: Takeback[];
  /** Days after which the file is delivered once more. */
  deliveredAgainAfterDays?: number;
  unbalanced?: boolean;
}
