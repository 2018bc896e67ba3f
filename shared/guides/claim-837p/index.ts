export { receiverLoop, submitterLoop } from '../claim-837/header.ts';
export { type ClaimLoop, claimLoop } from './claim.ts';
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
export {
  type LineAdjudicationLoop,
  lineAdjudicationLoop,
  type ServiceLineLoop,
  serviceLineLoop,
} from './service-line.ts';
