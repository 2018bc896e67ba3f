import type { BillingProvider } from './claim.ts';

/** A practice: who bills, and what its patients read on a statement. */
export interface Practice {
  readonly practiceId: string;
  readonly billingProvider: BillingProvider;
  /** How a patient asks and pays; the billing provider's contact and address when absent. */
  readonly patientBilling?: { readonly phoneNumber?: string; readonly payOnlineUrl?: string };
}

/** How a payer takes a correction of a claim that it has adjudicated. */
export type CorrectionRule = 'replacement' | 'new-claim';

export interface Payer {
  readonly payerId: string;
  readonly name: string;
  readonly claimFilingCode: string;
  /** Days from the service to the last day on which a first claim may arrive. */
  readonly timelyFilingDays: number;
  /** Days from sending within which the payer's 277CA, and then its 835, is expected. */
  readonly acknowledgementDays: number;
  readonly remittanceDays: number;
  readonly corrections: CorrectionRule;
}

/** What is assumed of a payer that nobody configured. */
export const payerDefaults = {
  timelyFilingDays: 365,
  acknowledgementDays: 10,
  remittanceDays: 45,
  corrections: 'replacement',
} as const satisfies Partial<Payer>;

/** A provider that encounters name by NPI alone. */
export interface RosterProvider {
  readonly npi: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly taxonomyCode: string;
}

/** Who we are to the clearinghouse, and who it is. */
export interface TradingPartners {
  readonly submitter: { readonly id: string; readonly name: string; readonly phoneNumber: string };
  readonly receiver: { readonly id: string; readonly name: string };
  readonly usage: 'T' | 'P';
}

export interface Configuration {
  readonly tradingPartners: TradingPartners;
  readonly practices: readonly Practice[];
  readonly payers: readonly Payer[];
  readonly providers: readonly RosterProvider[];
}

/** How the payer behaves, configured or assumed. */
export function payerOf(configuration: Configuration, payerId: string): Omit<Payer, 'name' | 'claimFilingCode'> {
  return configuration.payers.find((payer) => payer.payerId === payerId) ?? { payerId, ...payerDefaults };
}
