import type { BillingProviderLoop, ClaimLoop, PatientLoop, SubscriberLoop } from '../../guides/claim-837p/index.ts';
import type { Loose } from '../loose.ts';

/**
 * What an 837 said of one claim: its own loop and what of the enclosing loops belongs to it. Plain JSON: it is stored
 * beside the claim, so that everything that Claimwright does not handle leaves again as it came.
 */
export interface SourceClaim837 {
  /** BHT06: CH for charges, RP for encounters that are reported, 31 for subrogation. */
  readonly transactionType: string;
  /** Loop 2000A. */
  readonly billingProvider: Loose<Omit<BillingProviderLoop, 'level' | 'subscribers'>>;
  /** Loop 2000B. */
  readonly subscriber: Loose<Omit<SubscriberLoop, 'level' | 'claims' | 'patients'>>;
  /** Loop 2000C, when the patient is not the subscriber. */
  readonly patient?: Loose<Omit<PatientLoop, 'level' | 'claims'>> | undefined;
  /** Loop 2300. */
  readonly claim: Loose<ClaimLoop>;
}

/** What stands where no 837 said anything: a claim that came as an encounter. */
export const blankSource: SourceClaim837 = { transactionType: 'CH', billingProvider: {}, subscriber: {}, claim: {} };
