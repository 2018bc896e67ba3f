import { an, type Infer, loop, many, maybe, notUsed, one, required, use } from '../../x12/notation.ts';
import { groupsOnce } from '../claim-837/coordination.ts';
import { otherPayerLoop } from '../claim-837/other-payer.ts';
import { SBR } from '../claim-837/segments.ts';
import { amount, wholeCity } from '../claim-837/uses.ts';
import { CAS, MIA, MOA, N3, NM1, REF } from '../segments/index.ts';
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
  city: maybe(wholeCity),
  socialSecurityNumbers: many(2, use(REF, { qualifier: 'SY', id: an(9, 9) })),
});

/** Another plan of the patient, and what it has paid if it came first. */
export const otherSubscriberLoop = loop(
  '2320',
  {
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
  },
  groupsOnce,
);

export type OtherSubscriberLoop = Infer<typeof otherSubscriberLoop>;
