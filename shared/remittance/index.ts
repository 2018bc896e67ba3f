export { adjudicatedLines } from './adjudicated-lines.ts';
export { type AdjudicationOutcome, adjudicationOutcome } from './adjudication-outcome.ts';
export { balanceClaim, balanceTransaction, type Imbalance } from './balance-remittance.ts';
export { accountFor, adjustmentRules } from './classify-adjustment.ts';
export { patientSharePostings, paymentPostings, withoutPriorPayer } from './payment-postings.ts';
export type {
  Adjustment,
  AdjustmentGroup,
  ClaimPayment,
  LinePayment,
  ProviderAdjustment,
  Remittance,
} from './remittance.ts';
export { sayImbalance } from './say-imbalance.ts';
export { withdrawSuperseded } from './withdraw-superseded.ts';
