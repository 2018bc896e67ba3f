export type {
  Acknowledgement,
  ClaimReceipt,
  Correspondents,
  InterchangeReceipt,
  NamedPayer,
  StatusReason,
  SyntaxReason,
  TransactionReceipt,
  TransactionsReceipt,
} from './acknowledgement.ts';
export type {
  Accident,
  Address,
  BillingProvider,
  Claim,
  ClaimPayer,
  Dependent,
  Diagnosis,
  Gender,
  Person,
  ProviderName,
  ServiceFacility,
  ServiceLine,
  Subscriber,
} from './claim.ts';
export { countryAbroad, isPerson, patientOf, servicePeriod } from './claim.ts';
export { claimFingerprint, claimIdentity } from './claim-identity.ts';
export {
  type ClaimStatus,
  claimMayBecome,
  claimStatuses,
  type SubmissionStatus,
  submissionMayBecome,
  waitingStatuses,
} from './claim-status.ts';
export {
  type Configuration,
  type CorrectionRule,
  type Payer,
  type Practice,
  payerOf,
  type RosterProvider,
  type TradingPartners,
} from './configuration.ts';
export { correct, fieldsToCorrect } from './correction.ts';
export { type Encounter, encounterSchema, parseEncounter } from './encounter.ts';
export { encounterFields } from './encounter-field.ts';
export { encounterProblems, type FieldProblem, fieldProblems, refusals } from './encounter-problems.ts';
export { claimFromEncounter } from './encounter-to-claim.ts';
export { type Finding, findingText, keptFindings } from './finding.ts';
export {
  type ClaimId,
  isClaimId,
  parsePatientControlNumber,
  patientControlNumber,
} from './patient-control-number.ts';
export { payerNotConfigured } from './payer-not-configured.ts';
export { type MaySee, npiOfAnother } from './practice-of-encounter.ts';
export { providerCorrections } from './provider-corrections.ts';
export { saidRenderingProvider, saidRenderingProviderOfLine } from './rendering-provider.ts';
export { isSamePatient } from './same-patient.ts';
export { inUpperCase, leavesAsItCame, type SendableText, sendableText, type TextKind } from './sendable-text.ts';
