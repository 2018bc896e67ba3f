export { type AdjudicationOutcome, adjudicationOutcome } from './adjudication-outcome.ts';
export { balanceClaim, balanceTransaction, type Imbalance } from './balance-remittance.ts';
export { accountFor, adjustmentRules } from './classify-adjustment.ts';
export { type CurrentAnswer, currentAnswers, isExcessTakenBack, isWholeAnswered } from './current-answers.ts';
export { apartFromDuplicates, isDuplicateDenial, repeatedBy } from './duplicate-denial.ts';
export { ownDecisions, protectedShare, undecidedShare } from './own-decisions.ts';
export { payerTurn } from './payer-turn.ts';
export { paymentPostings, withoutPriorPayer } from './payment-postings.ts';
export { withProtectedShares } from './protected-shares.ts';
export type {
  Adjustment,
  AdjustmentGroup,
  ClaimPayment,
  LinePayment,
  ProviderAdjustment,
  Remittance,
} from './remittance.ts';
export { sayImbalance } from './say-imbalance.ts';
export { type PositionOf, servicePlaces } from './service-places.ts';
export { billPatient, supersede } from './supersede.ts';
export { isReversal, takesBack, takesBackWhole } from './without-reversed.ts';
