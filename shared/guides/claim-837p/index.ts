export { receiverLoop, submitterLoop } from '../claim-837/header.ts';
export { claimLoop } from './claim.ts';
export type { ClaimLoop } from './claim-parts.ts';
export {
  type BillingProviderLoop,
  billingProviderLoop,
  type Claim837P,
  claim837p,
  type PatientLoop,
  patientLoop,
  type SubscriberLoop,
  subscriberLoop,
} from './guide.ts';
export { type OtherSubscriberLoop, otherSubscriberLoop } from './other-payer.ts';
export { serviceLineLoop } from './service-line.ts';
export { type LineAdjudicationLoop, lineAdjudicationLoop, type ServiceLineLoop } from './service-line-parts.ts';
