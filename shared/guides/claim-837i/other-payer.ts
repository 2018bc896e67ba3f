import { an, type Infer, loop, many, maybe, notUsed, one, required, use } from '../../x12/notation.ts';
import { SBR } from '../claim-837/segments.ts';
import { amount, day, planName, reference } from '../claim-837/uses.ts';
import { CAS, MIA, MOA, N3, N4, NM1, REF } from '../segments/index.ts';
import {
  otherPayerAttendingProviderLoop,
  otherPayerBillingProviderLoop,
  otherPayerOperatingPhysicianLoop,
  otherPayerOtherOperatingPhysicianLoop,
  otherPayerReferringProviderLoop,
  otherPayerRenderingProviderLoop,
  otherPayerServiceFacilityLoop,
} from './providers.ts';
import { OI } from './segments.ts';

const otherSubscriberNameLoop = loop('2330A', {
  name: one(use(NM1, { entity: 'IL', type: ['1', '2'], last: required, idQualifier: ['II', 'MI'], id: required })),
  address: maybe(N3),
  city: maybe(N4),
  socialSecurityNumbers: many(2, use(REF, { qualifier: 'SY', id: an(9, 9) })),
});

const otherPayerLoop = loop('2330B', {
  name: one(planName('PR')),
  address: maybe(N3),
  city: maybe(N4),
  paymentDate: maybe(day('573')),
  secondaryIds: many(2, reference(['2U', 'EI', 'FY', 'NF'])),
  priorAuthorizationNumber: maybe(reference('G1')),
  referralNumber: maybe(reference('9F')),
  adjustmentIndicator: maybe(use(REF, { qualifier: 'T4', id: ['Y'] })),
  payerClaimControlNumber: maybe(reference('F8')),
});

/** Another plan of the patient, and what it has paid if it came first. */
export const otherSubscriberLoop = loop('2320', {
  subscriber: one(use(SBR, { relationship: required, insuranceType: notUsed })),
  adjustments: many(5, use(CAS, { adjustments: required })),
  payerPaid: maybe(amount('D')),
  remainingPatientLiability: maybe(amount('EAF')),
  nonCovered: maybe(amount('A8')),
  coverage: one(OI),
  inpatientAdjudication: maybe(use(MIA, { operatingOutlier: notUsed })),
  outpatientAdjudication: maybe(MOA),
  subscriberName: one(otherSubscriberNameLoop),
  payer: one(otherPayerLoop),
  attendingProvider: maybe(otherPayerAttendingProviderLoop),
  operatingPhysician: maybe(otherPayerOperatingPhysicianLoop),
  otherOperatingPhysician: maybe(otherPayerOtherOperatingPhysicianLoop),
  serviceFacility: maybe(otherPayerServiceFacilityLoop),
  renderingProvider: maybe(otherPayerRenderingProviderLoop),
  referringProvider: maybe(otherPayerReferringProviderLoop),
  billingProvider: maybe(otherPayerBillingProviderLoop),
});

export type OtherSubscriberLoop = Infer<typeof otherSubscriberLoop>;
